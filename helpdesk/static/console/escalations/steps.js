// What was done about an escalation, in order.

import { html } from "../dom.js";
import { fullTime, moment } from "../times.js";
import { t } from "../words.js";

export function Steps({ steps, agents }) {
  return html`<ol class="steps">${steps.map((step, place) => html`
    <li key=${place}><span class="breakable">${said(step, agents)}</span> <time class="figure" dateTime=${step.at} title=${fullTime(step.at)}>${moment(step.at)}</time></li>`)}</ol>`;
}

function said({ kind, by, data }, agents) {
  const who = agents[by.kind === "agent" ? by.id : 0]?.name || t("author.system");
  return t(`escalation.step.${kind}`, { who, to: agents[data.to]?.name || "", n: data.level || "", note: data.note || "", time: data.until ? moment(data.until) : "", outcome: data.outcome ? t(`escalation.outcome.${data.outcome}`) : "" });
}
