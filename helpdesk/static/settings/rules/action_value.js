// What an action takes: a row or a word to choose, tags, a text with placeholders, a field, a length of time.

import { html } from "../../vendor/htm-preact/htm-preact.js";
import { Chips } from "../../design/conditions/chips.js";
import { Choice, Flag } from "../../design/conditions/value.js";
import { Duration } from "./duration.js";

export function ActionValue({ action, value, catalogue, change }) {
  const { words } = catalogue;
  if (action.takes === "yes") return html`<span class="with"></span>`;
  if (action.takes === "tags") return html`<${Chips} field=${{ kind: "tags" }} value=${value || []} words=${words} change=${change} />`;
  if (action.takes === "minutes") return html`<${Duration} minutes=${value} words=${words} change=${change} />`;
  if (isMissing(action)) return html`<span class="with quiet-text">${words.none_there}</span>`;
  if (action.takes === "field") return html`<${FieldValue} action=${action} value=${value || {}} words=${words} change=${change} />`;
  if (action.choices) return html`<${Choice} choices=${action.choices} value=${value} words=${words} change=${change} empty=${action.empty} />`;
  return html`<span class="with"><textarea class="input" rows="3" required maxlength="5000" aria-label=${words.text} value=${value ?? ""} onInput=${(e) => change(e.target.value)}></textarea>
    <span class="hint">${words.placeholders}: ${catalogue.placeholders.map((name) => html`<code>{{${name}}}</code> `)}</span></span>`;
}

/** There is nothing of this kind yet that could be chosen. */
const isMissing = ({ takes, fields, choices, empty }) => (takes === "field" ? !fields.length : choices && !choices.length && !empty);

/** A field and what shall stand in it: {key, value}; without a value nothing is chosen yet, with null it is emptied. */
function FieldValue({ action, value, words, change }) {
  const field = action.fields.find((one) => one.key === value.key);
  const empties = value.value === null || value.value === "";
  const put = (one) => change({ key: value.key, ...(one !== undefined && { value: one }) });
  return html`<span class="with field-pair">
    <select class="input" required aria-label=${words.field_name} value=${field ? value.key : ""} onChange=${(event) => change({ key: event.target.value })}>
      ${!field && html`<option value="" disabled>${value.key ? `${words.gone} (${value.key})` : words.choose}</option>`}
      ${action.fields.map((one) => html`<option key=${one.key} value=${one.key}>${one.label}</option>`)}</select>
    ${field && !empties && html`<${Content} field=${field} value=${value.value} words=${words} put=${put} />`}
    ${field && html`<label class="check"><input type="checkbox" checked=${empties} onChange=${(event) => put(event.target.checked ? null : undefined)} /> ${words.empty_it}</label>`}
  </span>`;
}

function Content({ field, value, words, put }) {
  if (field.kind === "checkbox") return html`<${Flag} value=${value} words=${words} change=${put} />`;
  if (field.choices?.length) return html`<${Choice} choices=${field.choices} value=${value} words=${words} change=${put} />`;
  const kind = field.kind === "number" || field.kind === "date" ? field.kind : "text";
  const typed = (text) => put(text === "" ? undefined : kind === "number" ? Number(text) : text);
  return html`<input class="input" required type=${kind} step="any" aria-label=${words.value} value=${value ?? ""} onInput=${(e) => typed(e.target.value)} />`;
}
