// By when somebody has to answer for an escalation, in words and colour.

import { classes, html } from "../dom.js";
import { fullTime, span, useNow } from "../times.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

const SOON_MS = 10 * 60_000;

const HIGHEST = 3; // from there it climbs no further

export function Due({ at, taken, level = 1 }) {
  const now = useNow(10_000);
  if (!at) return html`<span class="sign late"><${Icon} name="circle-alert" />${t("escalation.unanswered")}</span>`;
  const left = Date.parse(at) - now;
  return html`<span class=${classes("sign figure", { late: left < 0, soon: left >= 0 && left < SOON_MS })} title=${fullTime(at)}>
    <${Icon} name=${left < 0 ? "circle-alert" : "clock"} />${t(taken ? "escalation.due" : level < HIGHEST ? "escalation.climbs" : "escalation.at_the_top", { time: span(left) })}</span>`;
}
