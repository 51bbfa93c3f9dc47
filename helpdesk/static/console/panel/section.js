// A part of the panel that folds and remembers it.

import { html, useState } from "../dom.js";
import { recall, remember } from "../storage.js";
import { Icon } from "../ui/icon.js";

export function Section({ name, title, count, children }) {
  const [open, setOpen] = useState(recall(`section.${name}`, true));
  const toggle = () => {
    setOpen(!open);
    remember(`section.${name}`, !open);
  };
  return html`
    <section class="section">
      <h3><button type="button" class="section-head" aria-expanded=${open} onClick=${toggle}>
        <${Icon} name=${open ? "chevron-down" : "chevron-right"} />${title}${count > 0 && html`<span class="count push">${count}</span>`}</button></h3>
      ${open && html`<div class="section-body">${children}</div>`}
    </section>`;
}
