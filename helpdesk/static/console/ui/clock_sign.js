// A limit of time in words and colour: how long is left, or since when it is over. Counts by itself.

import { classes, html } from "../dom.js";
import { fullTime, span, useNowNear } from "../times.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";

const SOON_MS = 30 * 60_000;

/** clock: {kind, due_at, breached_at}; `named` says which limit it is. */
export function ClockSign({ clock, named = false }) {
  const since = clock.breached_at || clock.due_at;
  const left = Date.parse(since) - useNowNear(since);
  const late = left < 0;
  const text = late ? t("row.overdue", { time: span(left) }) : t(named ? "clock.left" : "clock.short", { time: span(left) });
  const name = t(`clock.${clock.kind}`);
  return html`<span class=${classes("sign figure clock-sign", { late, soon: !late && left < SOON_MS })} title=${`${name} · ${fullTime(since)}`}>
    <${Icon} name=${late ? "circle-alert" : "clock"} label=${name} />${named && html`<span class="clock-name">${name}</span>`}${text}</span>`;
}
