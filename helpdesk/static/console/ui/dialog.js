// A modal dialog. The browser traps the focus and gives it back; Escape and the cross close.

import { html, useLayoutEffect, useRef } from "../dom.js";
import { dispatch } from "../store.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";

export const closeDialog = () => dispatch({ type: "dialog_closed" });

export function Dialog({ title, close = closeDialog, size = "", submit, footer, children }) {
  const dialog = useRef();
  // Before the next key: an effect would wait for a frame, and what is typed meanwhile would be lost.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.isConnected && before.focus();
  }, []);
  const send = (event) => {
    event.preventDefault();
    submit?.();
  };
  return html`
    <dialog ref=${dialog} class=${`dialog ${size}`} aria-label=${title}
      onCancel=${(event) => (event.preventDefault(), close())} onPointerDown=${(event) => event.target === dialog.current && close()}>
      <form onSubmit=${send} novalidate>
        <header><h2>${title}</h2>
          <button type="button" class="button quiet icon-only" aria-label=${t("close")} onClick=${close}><${Icon} name="x" /></button></header>
        <div class="dialog-body">${children}</div>
        ${footer && html`<footer>${footer}</footer>`}
      </form>
    </dialog>`;
}
