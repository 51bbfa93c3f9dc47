// A dialog that another page's link asks for: /?hand-over=3, from the settings page of that person.

import { dispatch } from "../store.js";

export function openAsked() {
  const address = new URL(window.location);
  const whose = Number(address.searchParams.get("hand-over"));
  if (!whose) return;
  address.searchParams.delete("hand-over");
  window.history.replaceState(null, "", address);
  dispatch({ type: "dialog_opened", name: "hand_over", about: { whose } });
}
