// What this customer was asked about the ticket and what they said; ask now.

import { html } from "../dom.js";
import { post } from "../api.js";
import { openTicket } from "../routes.js";
import { soon, ago } from "../times.js";
import { Icon } from "../ui/icon.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";
import { Own, useOwn } from "./own.js";

const CHANGES = new Set(["rated", "survey_planned", "survey_asked", "survey_answered", "survey_dropped"]);

export function Satisfaction({ ticket }) {
  const own = useOwn(`/console/tickets/${ticket.id}/satisfaction.json`, (event) => event.ticket === ticket.id && CHANGES.has(event.name));
  return html`<${Own} own=${own} draw=${(data) => html`<${Said} data=${data} ticket=${ticket} again=${own.load} />`} />`;
}

function Said({ data, ticket, again }) {
  const ask = (survey) => post(`/console/tickets/${ticket.id}/surveys`, { survey }).then(() => {
    toast(t("satisfaction.asking"));
    again();
  }).catch(toastError);
  return html`
    ${data.responses.length === 0 && html`<p class="quiet-text">${t("satisfaction.none")}</p>`}
    ${data.responses.map((one) => html`<${Response} key=${one.id} response=${one} />`)}
    <${Before} customer=${data.customer} ticket=${ticket} />
    ${data.surveys.length > 0 && html`<p class="bar wrap"><span class="quiet-text">${t("satisfaction.ask")}</span>${data.surveys.slice(0, 4).map((one) => html`<button type="button" class="button small quiet" key=${one.key} onClick=${() => ask(one.key)}><${Icon} name="star" />${one.name}</button>`)}</p>`}`;
}

function Response({ response }) {
  const when = soon(response.answered_at || response.asked_at || response.due_at);
  return html`
    <div class="response">
      ${response.score !== null && html`<p class="response-score"><span class=${`judged ${response.low ? "low" : ""}`}>${t("satisfaction.score", { score: response.score, most: response.most })}</span>${response.low && html`<span class="chip bad">${t("satisfaction.low")}</span>`}</p>`}
      <p class="quiet-text">${t(`satisfaction.${response.state}`, { time: when })}${response.reminded_at && response.state === "asked" ? ` · ${t("satisfaction.reminded")}` : ""}</p>
      ${response.answers.map((one) => html`<p class="response-answer" key=${one.question}><span class="quiet-text">${one.question}</span><span class="breakable">${one.answer}</span></p>`)}
    </div>`;
}

function Before({ customer, ticket }) {
  const last = customer.last;
  if (!last || last.ticket === ticket.id) return null;
  return html`<p class="quiet-text"><button type="button" class="link-button" onClick=${() => openTicket(last.ticket)}>${t("satisfaction.before", { score: last.score })}</button> · ${ago(last.at)}${customer.low > 0 ? ` · ${t("satisfaction.low_before", { n: customer.low })}` : ""}</p>`;
}
