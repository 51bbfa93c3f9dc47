// What an action takes: a row or a word to choose, tags, a text with placeholders, a field, a length of time.

import { html } from "../../vendor/htm-preact/htm-preact.js";
import { Chips } from "../../design/conditions/chips.js";
import { Choice } from "../../design/conditions/value.js";
import { Duration } from "./duration.js";

/** What stands there first when an action has been chosen. */
export function firstValue(action) {
  if (action.takes === "yes") return undefined;
  if (action.takes === "tags") return [];
  if (action.takes === "minutes") return 60;
  if (action.takes === "field") return { key: action.fields?.[0]?.key ?? "", value: "" };
  if (action.choices) return action.choices[0]?.value;
  return "";
}

export function ActionValue({ action, value, catalogue, change }) {
  const { words } = catalogue;
  if (action.takes === "yes") return html`<span class="with"></span>`;
  if (action.takes === "tags") return html`<${Chips} field=${{ kind: "tags" }} value=${value || []} words=${words} change=${change} />`;
  if (action.takes === "minutes") return html`<${Duration} minutes=${value} words=${words} change=${change} />`;
  if (action.takes === "field") return html`<${FieldValue} action=${action} value=${value} words=${words} change=${change} />`;
  if (action.choices) return html`<${Choice} choices=${action.choices} value=${value} words=${words} change=${change} empty=${action.empty} />`;
  return html`<span class="with"><textarea class="input" rows="3" maxlength="5000" aria-label=${words.text} value=${value ?? ""} onInput=${(e) => change(e.target.value)}></textarea>
    <span class="hint">${words.placeholders}: ${catalogue.placeholders.map((name) => html`<code>{{${name}}}</code> `)}</span></span>`;
}

function FieldValue({ action, value, words, change }) {
  const field = action.fields.find((one) => one.key === value.key);
  const put = (text) => change({ ...value, value: field?.kind === "number" && text !== "" ? Number(text) : text });
  const pick = (event) => change({ key: event.target.value, value: action.fields.find((one) => one.key === event.target.value)?.kind === "checkbox" ? true : "" });
  return html`<span class="with field-pair">
    <select class="input" aria-label=${words.field_name} value=${value.key} onChange=${pick}>
      ${action.fields.map((one) => html`<option key=${one.key} value=${one.key}>${one.label}</option>`)}</select>
    ${field?.kind === "checkbox" ? html`<select class="input" aria-label=${words.value} value=${value.value ? "yes" : "no"} onChange=${(e) => change({ ...value, value: e.target.value === "yes" })}><option value="yes">${words.yes}</option><option value="no">${words.no}</option></select>`
      : field?.choices?.length ? html`<${Choice} choices=${field.choices} value=${value.value} words=${words} change=${(one) => change({ ...value, value: one })} />`
        : html`<input class="input" type=${field?.kind === "number" ? "number" : field?.kind === "date" ? "date" : "text"} aria-label=${words.value} value=${value.value ?? ""} onInput=${(e) => put(e.target.value)} />`}
  </span>`;
}
