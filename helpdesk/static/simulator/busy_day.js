// A busy day: mixed traffic over all channels, at a chosen speed, until it is over or stopped.

import { html, useState } from "../console/dom.js";
import { Icon } from "../console/ui/icon.js";
import { startDay, stopDay } from "./store.js";
import { t } from "./words.js";

export function BusyDay({ state: { day } }) {
  const [speed, setSpeed] = useState(5);
  const [total, setTotal] = useState(200);
  const running = Boolean(day?.running);
  return html`
    <section class="side-card day">
      <h2>${t("day")}</h2>
      <p class="side-hint">${t("day.about")}</p>
      <label class="share"><span>${t("day.speed")}</span><input type="range" min="1" max="50" value=${speed} disabled=${running} onInput=${(event) => setSpeed(Number(event.target.value))} /><output>${speed}</output></label>
      <label class="share"><span>${t("day.total")}</span><input type="range" min="50" max="2000" step="50" value=${total} disabled=${running} onInput=${(event) => setTotal(Number(event.target.value))} /><output>${total}</output></label>
      ${day?.total > 0 && html`<progress max=${day.total} value=${day.done} aria-label=${t("day")}></progress>
        <p class="side-hint" role="status">${t("day.done", day)}${day.refused > 0 && ` · ${t("day.refused", { n: day.refused })}`}</p>`}
      ${running
        ? html`<button type="button" class="button" onClick=${stopDay}><${Icon} name="x" />${t("day.stop")}</button>`
        : html`<button type="button" class="button primary" onClick=${() => startDay(speed, total)}><${Icon} name="play" />${t("day.start")}</button>`}
    </section>`;
}
