// The customer panel: beside the thread on a wide screen (and remembered), a drawer on a narrow one.

import { dispatch, store } from "../store.js";
import { recall, remember } from "../storage.js";

const WIDE = 1280;

export function togglePanel() {
  const { drawer, panelHidden } = store.state;
  if (window.innerWidth < WIDE) {
    return dispatch(drawer === "panel" ? { type: "drawer_closed" } : { type: "drawer_opened", name: "panel" });
  }
  remember("panelHidden", !panelHidden);
  dispatch({ type: "panel_shown", shown: panelHidden });
}

export function restorePanel() {
  dispatch({ type: "panel_shown", shown: !recall("panelHidden", false) });
}
