// How figures of a customer are written: money in its currency, scores as dots, stage and value as pills.

import { html } from "../dom.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

export const STAGE_TONES = { prospect: "", new: "info", active: "good", loyal: "good", at_risk: "warn", asleep: "", lost: "bad" };
const VALUE_TONES = { high: "accent", middle: "", low: "", none: "" };
const BROKEN_ICONS = { waited: "clock", repeated: "refresh-cw", reopened: "rotate-ccw", breached: "alarm-clock", low_score: "star", gave_up: "log-out" };

export function money(amount, currency, whole = false) {
  try {
    return new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: whole || amount % 1 === 0 ? 0 : 2 }).format(amount);
  } catch {
    return `${amount} ${currency || ""}`;
  }
}

export const Stage = ({ stage }) => html`<span class=${`pill ${STAGE_TONES[stage] || ""}`}>${t(`stage.${stage}`)}</span>`;

export const Value = ({ value }) => (value === "none" ? null : html`<span class=${`pill ${VALUE_TONES[value]}`}><${Icon} name="gauge" />${t(`value.${value}`)}</span>`);

/** One to five, as a number and as steps. */
export const Score = ({ name, score }) => html`
  <span class="score" data-tip=${t("score.tip", { name, n: score })} tabindex="0"><span class="score-name">${name}</span>
    <span class="score-steps" aria-hidden="true">${[1, 2, 3, 4, 5].map((step) => html`<i key=${step} class=${step <= score ? "on" : ""}></i>`)}</span><b>${score || "–"}</b></span>`;

export const Broken = ({ kind }) => html`<span class="sign late"><${Icon} name=${BROKEN_ICONS[kind] || "zap"} />${t(`broken.${kind}`)}</span>`;

export const orderState = (status) => (t(`order.${status}`) === `order.${status}` ? status : t(`order.${status}`));
