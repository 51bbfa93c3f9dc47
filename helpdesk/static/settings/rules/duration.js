// A length of time: a number and its unit; kept in minutes.

import { html, useState } from "../../vendor/htm-preact/htm-preact.js";

const SIZES = { minutes: 1, hours: 60, days: 1440 };

export function Duration({ minutes, words, change }) {
  const [unit, setUnit] = useState(() => (minutes ? ["days", "hours", "minutes"].find((one) => minutes % SIZES[one] === 0) : "hours"));
  const put = (number, one) => change(Number.isFinite(number) && number > 0 ? Math.round(number * SIZES[one]) : undefined);
  const pick = (event) => {
    setUnit(event.target.value);
    put(minutes / SIZES[unit], event.target.value);
  };
  return html`<span class="duration">
    <input class="input" type="number" required min="1" step="1" aria-label=${words.how_long || words.value} value=${minutes ? minutes / SIZES[unit] : ""} onInput=${(e) => put(Number(e.target.value), unit)} />
    <select class="input" aria-label=${words.unit} value=${unit} onChange=${pick}>
      ${Object.keys(SIZES).map((one) => html`<option key=${one} value=${one}>${words[one]}</option>`)}</select></span>`;
}
