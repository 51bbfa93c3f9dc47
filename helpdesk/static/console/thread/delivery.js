// How far a reply got: ticks for sent, delivered, read; a red line with Retry for failed; honest words for unsure;
// a countdown with Undo while it is held back.

import { html } from "../dom.js";
import { arrived, deliver, retry, takeBack, undoSend } from "../verbs/sending.js";
import { moment, useNow } from "../times.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

const COUNTDOWN_MS = 90_000;
const TICKS = { queued: "clock", sending: "clock", sent: "check", delivered: "check-check", read: "check-check" };

export function Delivery({ message }) {
  if (message.local) return html`<${Local} message=${message} />`;
  if (message.state === "scheduled") return html`<${Scheduled} message=${message} />`;
  if (message.state === "failed") return html`<${Trouble} text=${t("delivery.failed", { reason: reasonOf(message) })} acts=${[[t("retry"), () => retry(message)]]} />`;
  if (message.state === "unsure") {
    const acts = [[t("delivery.arrived"), () => arrived(message)], [t("delivery.again"), () => retry(message)]];
    return html`<${Trouble} tone="soon" text=${t("delivery.unsure")} acts=${acts} tip=${t("delivery.unsure.why")} />`;
  }
  if (!TICKS[message.state]) return null;
  return html`<span class=${`tick ${message.state}`} data-tip=${t(`delivery.${message.state}`)}><${Icon} name=${TICKS[message.state]} label=${t(`delivery.${message.state}`)} /></span>`;
}

const KNOWN = new Set(["window_over", "enough_said", "opted_out"]);

/** What our own rules say, in the reader's words; what a provider says, in its own. */
const reasonOf = ({ error }) => (KNOWN.has(error) ? t(`reason.${error}`) : error || t("delivery.no_reason"));

function Local({ message }) {
  const again = [t("retry"), () => deliver(message.client_id)];
  const back = [t("delivery.edit"), () => takeBack(message.client_id)];
  if (message.state === "waiting") return html`<${Trouble} tone="soon" icon="clock" text=${message.error ? t("delivery.held_back", { reason: message.error }) : t("delivery.waiting")} acts=${[again, back]} />`;
  if (message.state === "refused") return html`<${Trouble} text=${t("delivery.refused", { reason: message.error })} acts=${[again, back]} />`;
  return html`<span class="tick"><${Icon} name="clock" /> ${t("delivery.sending")}</span>`;
}

function Scheduled({ message }) {
  const left = Date.parse(message.due_at) - useNow(500);
  const soon = left < COUNTDOWN_MS;
  const text = soon ? t("delivery.in_seconds", { n: Math.max(0, Math.ceil(left / 1000)) }) : t("delivery.at", { time: moment(message.due_at) });
  return html`<span class="held" role="status"><${Icon} name=${soon ? "clock" : "calendar-clock"} /><span class="figure">${text}</span>
    ${left > 0 && html`<button type="button" class="link-button" onClick=${() => undoSend(message)}>${t(soon ? "undo" : "delivery.cancel")}</button>`}</span>`;
}

function Trouble({ tone = "late", icon = "circle-alert", text, acts, tip }) {
  return html`<span class=${`trouble ${tone}`} role="status"><${Icon} name=${icon} /><span data-tip=${tip}>${text}</span>
    ${acts.map(([label, run]) => html`<button type="button" class="link-button" onClick=${run}>${label}</button>`)}</span>`;
}
