// Short answers to what was just done, with a way back where there is one. Read aloud politely.

import { html, useEffect } from "../dom.js";
import { dispatch, useStore } from "../store.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";

const SHOWN_MS = 6000;
const SHOWN_BAD_MS = 12000;
const SHOWN_AT_ONCE = 3;
let last = 0;

/** kind: "good" | "bad" | ""; undo: a function, offered as a button; shown: for how long, where not as usual. */
export function toast(text, { kind = "", undo, action, actionLabel, shown } = {}) {
  dispatch({ type: "toast_shown", toast: { id: ++last, text, kind, shown, action: undo || action, actionLabel: undo ? t("undo") : actionLabel } });
}

export const toastError = (error) => error.status !== 401 && toast(error.description || error.message, { kind: "bad" });

export function Toasts() {
  const toasts = useStore((state) => state.toasts);
  return html`<div class="toasts" role="status" aria-live="polite">${toasts.slice(-SHOWN_AT_ONCE).map((one) => html`<${Toast} key=${one.id} toast=${one} />`)}</div>`;
}

function Toast({ toast }) {
  const gone = () => dispatch({ type: "toast_gone", id: toast.id });
  useEffect(() => {
    const timer = setTimeout(gone, toast.shown || (toast.kind === "bad" ? SHOWN_BAD_MS : SHOWN_MS));
    return () => clearTimeout(timer);
  }, []);
  const act = () => {
    gone();
    toast.action();
  };
  return html`
    <div class=${`toast ${toast.kind}`}>
      ${toast.kind && html`<${Icon} name=${toast.kind === "bad" ? "circle-alert" : "circle-check"} />`}
      <span class="breakable">${toast.text}</span>
      ${toast.action && html`<button type="button" class="link-button" onClick=${act}>${toast.actionLabel}</button>`}
      <button type="button" class="button quiet icon-only small" aria-label=${t("close")} onClick=${gone}><${Icon} name="x" /></button>
    </div>`;
}
