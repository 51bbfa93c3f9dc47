// A call in the thread: which way it went, how it ended, how long it took, what was recorded; and the way back.

import { classes, html, memo } from "../dom.js";
import { Running, lengthOf } from "../calls/running.js";
import { useStore } from "../store.js";
import { clockTime, fullTime } from "../times.js";
import { Icon } from "../ui/icon.js";
import { callNumber } from "../verbs/calling.js";
import { t } from "../words.js";
import { Attachments } from "./attachments.js";

const ICONS = { missed: "phone-missed", voicemail: "voicemail", talking: "phone-call", failed: "phone-off", cancelled: "phone-off", busy: "phone-off" };
const UNANSWERED = { missed: "call.no_answer", busy: "call.busy", cancelled: "call.cancelled", failed: "call.failed" };

export const Call = memo(({ message, customer }) => {
  const agents = useStore((state) => state.agents);
  const { direction = "in", seconds, agent, answered_at } = message.call || {};
  const waits = direction === "in" && (message.state === "missed" || message.state === "voicemail");
  const name = agents[agent]?.name;
  return html`
    <article class=${classes("call-entry", direction, { waits, live: message.state === "ringing" || message.state === "talking" })} aria-label=${`${titleOf(direction, message.state)}, ${fullTime(message.at)}`}>
      <header class="bar"><span class="call-sign"><${Icon} name=${iconOf(direction, message.state)} /></span>
        <strong>${titleOf(direction, message.state)}</strong>
        ${message.state === "ringing" && html`<span class="call-how">${t("call.ringing")}</span>`}
        ${message.state === "talking" && html`<span class="call-pill"><${Running} since=${answered_at || message.at} /></span>`}
        ${direction === "out" && UNANSWERED[message.state] && html`<span class="call-how">${t(UNANSWERED[message.state])}</span>`}
        ${seconds > 0 && !["ringing", "talking"].includes(message.state) && html`<span class="call-how figure">${lengthOf(seconds)}</span>`}
        ${name && html`<span class="quiet-text one-line">${t(direction === "in" ? "call.with" : "call.by", { name })}</span>`}
        <time class="push" dateTime=${message.at} title=${fullTime(message.at)}>${clockTime(message.at)}</time></header>
      <${Attachments} files=${message.attachments} ticket=${message.ticket_id} />
      ${waits && message.identity_id && html`<p><button type="button" class="button small" onClick=${() => callNumber(message.ticket_id, message.identity_id, customer?.name)}><${Icon} name="phone" />${t("call.back")}</button></p>`}
    </article>`;
});

function titleOf(direction, state) {
  if (direction === "out") return t("call.outgoing");
  return t(state === "missed" ? "call.missed" : state === "voicemail" ? "call.voicemail" : "call.incoming");
}

function iconOf(direction, state) {
  return (direction === "in" || state !== "missed") && ICONS[state] ? ICONS[state] : direction === "in" ? "phone-incoming" : "phone-outgoing";
}
