// The fields the company added. A change is kept when one leaves the field.

import { html } from "../dom.js";
import { changeField } from "../verbs/changing.js";
import { t } from "../words.js";

export function TicketFields({ ticket, fields }) {
  const values = ticket.fields || {};
  const set = (key, value) => value !== (values[key] ?? null) && changeField(ticket.id, key, value);
  return html`<div class="stack tight">${fields.map((field) => html`<${Field} key=${field.key} field=${field} value=${values[field.key]} set=${(value) => set(field.key, value)} />`)}</div>`;
}

function Field({ field, value, set }) {
  if (field.kind === "checkbox") return html`<label class="check"><input type="checkbox" checked=${Boolean(value)} onChange=${(event) => set(event.target.checked)} />${field.label}</label>`;
  return html`<label class="field"><span class="label">${field.label}</span>${field.kind === "choice" ? html`<${Choice} field=${field} value=${value} set=${set} />` : html`<${Text} field=${field} value=${value} set=${set} />`}</label>`;
}

function Choice({ field, value, set }) {
  return html`<select class="input" value=${value ?? ""} onChange=${(event) => set(event.target.value || null)}>
    <option value="">${t("none")}</option>${(field.choices || []).map((choice) => html`<option key=${choice.value} value=${choice.value} selected=${choice.value === value}>${choice.label}</option>`)}</select>`;
}

function Text({ field, value, set }) {
  const read = (event) => {
    const text = event.target.value.trim();
    set(text === "" ? null : field.kind === "number" ? Number(text) : text);
  };
  return html`<input class="input" type=${{ number: "number", date: "date" }[field.kind] || "text"} step="any" value=${value ?? ""} onChange=${read} />`;
}
