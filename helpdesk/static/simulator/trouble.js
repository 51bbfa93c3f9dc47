// How often this provider fails: shares of all calls.

import { html, useState } from "../console/dom.js";
import { setTrouble } from "./store.js";
import { t } from "./words.js";

const KINDS = ["too_many", "broken", "hang_before", "hang_after", "slow", "bad_token"];

export function Trouble({ state }) {
  const { faults } = state;
  const [open, setOpen] = useState(false);
  if (!faults) return null;
  const total = KINDS.reduce((sum, kind) => sum + faults[kind], 0);
  const change = (name, value) => setTrouble({ ...faults, [name]: value });
  return html`
    <section class="side-card trouble">
      <h2><button type="button" class="side-fold" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t("trouble")}
        ${total > 0 && html`<span class="pill warn">${t("fault.set")} ${Math.round(total * 100)} %</span>`}</button></h2>
      <div class="side-folded" hidden=${!open}>
        <p class="side-hint">${t("fault.about")}</p>
        ${KINDS.map((kind) => html`
          <label class="share"><span>${t(`fault.${kind}`)}</span>
            <input type="range" min="0" max=${Math.round((1 - total + faults[kind]) * 100)} step="5" value=${Math.round(faults[kind] * 100)} onChange=${(event) => change(kind, Number(event.target.value) / 100)} />
            <output>${Math.round(faults[kind] * 100)} %</output></label>`)}
        <div class="field-row">
          <label class="field"><span class="label">${t("fault.retry_after")}</span><input class="input" type="number" min="0" max="600" value=${faults.retry_after} onChange=${(event) => change("retry_after", Number(event.target.value))} /></label>
          <label class="field"><span class="label">${t("fault.seconds")}</span><input class="input" type="number" min="0" max="60" value=${faults.seconds} onChange=${(event) => change("seconds", Number(event.target.value))} /></label>
        </div>
        <button type="button" class="button small" disabled=${!total} onClick=${() => setTrouble({})}>${t("fault.clear")}</button>
      </div>
    </section>`;
}
