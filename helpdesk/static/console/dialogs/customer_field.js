// Who the new ticket is for: somebody we know by this address, or a new name and address.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

const ASK_AFTER_MS = 250;

export function CustomerField({ value, set, wrong }) {
  const [found, setFound] = useState([]);
  const typed = (value.email || "").trim();
  useEffect(() => {
    if (value.id || !/^\S+@\S+\.\S+$/.test(typed)) return setFound([]);
    const timer = setTimeout(() => get(`/console/customers.json?q=${encodeURIComponent(typed)}`).then((answer) => setFound(answer.customers || [])).catch(() => setFound([])), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed, value.id]);
  if (value.id) {
    return html`<div class="field"><span class="label">${t("section.customer")}</span><span class="chosen-customer"><${Avatar} name=${value.name} id=${value.id} size="medium" /><span class="one-line grow">${value.name}</span>
      <button type="button" class="button quiet icon-only small" aria-label=${t("remove", { name: value.name })} onClick=${() => set({ name: "", email: "" })}><${Icon} name="x" /></button></span></div>`;
  }
  return html`
    <div class="field-row">
      <label class=${`field ${wrong.customer ? "wrong" : ""}`}><span class="label">${t("email")}</span>
        <input class="input" type="email" autofocus value=${value.email} autocomplete="off" onInput=${(event) => set({ ...value, email: event.target.value })} />
        ${wrong.customer && html`<span class="problem" role="alert">${wrong.customer}</span>`}</label>
      <label class="field"><span class="label">${t("new.name")}</span><input class="input" value=${value.name} autocomplete="off" onInput=${(event) => set({ ...value, name: event.target.value })} /></label>
    </div>
    ${found.length > 0 && html`<div class="ticket-choices" role="group" aria-label=${t("new.known")}>${found.slice(0, 5).map((one) => html`
      <button type="button" key=${one.id} class="ticket-choice" onClick=${() => set({ id: one.id, name: one.name })}><${Avatar} name=${one.name} id=${one.id} size="small" /><span class="one-line grow">${one.name}</span><span class="one-line quiet-text">${typed}</span></button>`)}</div>`}`;
}
