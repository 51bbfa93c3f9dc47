// What the bot made of this ticket: what it answered, what it suggests to say, and whether that was right.

import { html } from "../dom.js";
import { put } from "../api.js";
import { toastError } from "../ui/toasts.js";
import { write } from "../verbs/drafting.js";
import { t } from "../words.js";
import { useOwn } from "./own.js";
import { Section } from "./section.js";

const CHANGES = new Set(["message_received", "reply_sent", "bot_stepped_aside", "bot_judged", "bot_suggested", "bot_took"]);

export function BotSaid({ ticket }) {
  const own = useOwn(`/console/tickets/${ticket.id}/bot.json`, (event) => event.ticket === ticket.id && CHANGES.has(event.name));
  if (!own.data?.state) return null;
  const { turns, why } = own.data;
  const worth = turns.filter((turn) => turn.band !== "talk");
  return html`<${Section} name="bot" title=${t("section.bot")} count=${worth.length}>
    ${why && html`<p>${why}</p>`}
    ${worth.length === 0 && html`<p class="quiet-text">${t("bot.silent")}</p>`}
    ${worth.map((turn) => html`<${Turn} key=${turn.id} turn=${turn} ticket=${ticket} again=${own.load} />`)}
  <//>`;
}

function Turn({ turn, ticket, again }) {
  const judge = (verdict) => put(`/console/bot_turns/${turn.id}/verdict`, { verdict }).then(again).catch(toastError);
  const shown = turn.band === "answer" || turn.band === "suggested" ? turn.articles.slice(0, 1) : turn.articles;
  return html`<div class="stack tight">
    <p><span class="quiet-text">${t(`bot.${turn.band}`)}</span> ${shown.map((one) => html`<span class="breakable" key=${one.id}>${one.title} </span>`)}</p>
    ${turn.suggestion && html`<p class="breakable">${turn.suggestion}</p>
      <p><button type="button" class="button small" onClick=${() => write(ticket.id, "reply", { text: turn.suggestion })}>${t("bot.insert")}</button></p>`}
    ${turn.judged && html`<p class="bar" role="group" aria-label=${t("bot.judge")}>
      ${["right", "wrong"].map((verdict) => html`<button type="button" key=${verdict} class="button small quiet" aria-pressed=${turn.verdict === verdict} onClick=${() => judge(verdict)}>${t(`bot.${verdict}`)}</button>`)}</p>`}
  </div>`;
}
