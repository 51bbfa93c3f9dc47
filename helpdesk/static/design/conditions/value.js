// What a condition compares with: a choice, several, a number with its unit, words, a pattern.

import { html } from "../../vendor/htm-preact/htm-preact.js";
import { Chips } from "./chips.js";

export function Value({ field, takes, op, value, words, change }) {
  if (takes === "none") return html`<span class="with"></span>`;
  if (field.kind === "flag") return html`<${Flag} value=${value} words=${words} change=${change} />`;
  if (takes === "many") return html`<${Chips} field=${field} value=${value || []} words=${words} change=${change} />`;
  if (field.choices) return html`<${Choice} choices=${field.choices} value=${value} words=${words} change=${change} />`;
  if (field.kind === "number") return html`<${Amount} field=${field} value=${value} words=${words} change=${change} />`;
  const pattern = op.startsWith("matches");
  return html`<input required class=${`input with ${pattern ? "pattern" : ""}`} aria-label=${words.value} maxlength="300" spellcheck=${!pattern}
    placeholder=${pattern ? words.pattern : ""} value=${value ?? ""} onInput=${(e) => change(e.target.value)} />`;
}

export function Flag({ value, words, change }) {
  const chosen = value === undefined || value === null ? "" : value ? "yes" : "no";
  return html`<select class="input with" required aria-label=${words.value} value=${chosen} onChange=${(e) => change(e.target.value === "yes")}>
    ${!chosen && html`<option value="" disabled>${words.choose}</option>`}
    <option value="yes">${words.yes}</option><option value="no">${words.no}</option></select>`;
}

/** A select whose values keep their type: numbers stay numbers. What is there no more is shown as it is. */
export function Choice({ choices, value, words, change, empty, label }) {
  const place = choices.findIndex((choice) => choice.value === value);
  const nobody = Boolean(empty) && value === null;
  const pick = (event) => event.target.value !== "" && change(event.target.value === "none" ? null : choices[Number(event.target.value)].value);
  return html`<select class="input with" required aria-label=${label || words.value} value=${nobody ? "none" : place < 0 ? "" : String(place)} onChange=${pick}>
    ${place < 0 && !nobody && html`<option value="" disabled=${value === null || value === undefined || value === ""}>${value === null || value === undefined || value === "" ? words.choose : `${words.gone} (${value})`}</option>`}
    ${empty && html`<option value="none">${empty}</option>`}
    ${choices.map((choice, at) => html`<option key=${choice.value} value=${String(at)}>${choice.label}</option>`)}
  </select>`;
}

function Amount({ field, value, words, change }) {
  const put = (event) => change(event.target.value === "" ? undefined : Number(event.target.value));
  return html`<span class="with amount"><input class="input" required type="number" step="any" aria-label=${words.value} value=${value ?? ""} onInput=${put} />
    ${field.unit && html`<span class="unit">${field.unit}</span>`}</span>`;
}
