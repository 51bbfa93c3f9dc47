// Why the ticket is where it is: the sentence first, then who was looked at, the rules, and what the classifier thinks.

import { html } from "../dom.js";
import { post } from "../api.js";
import { toastError } from "../ui/toasts.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { Own, useOwn } from "./own.js";

const CHANGES = /assigned|routed|team_changed|status_changed|guessed|priority_changed|tags_changed|person_needed|snoozed|woken/;

export function Why({ ticket }) {
  const path = `/console/tickets/${ticket.id}/routing.json`;
  const own = useOwn(path, (event) => event.ticket === ticket.id && CHANGES.test(event.name));
  return html`<${Own} own=${own} draw=${(story) => html`<${Story} story=${story} ticket=${ticket} load=${own.load} />`} />`;
}

function Story({ story, ticket, load }) {
  const [latest, ...before] = story.decisions;
  return html`
    <div class="why">
      ${story.why.map((sentence) => html`<p key=${sentence}>${sentence}</p>`)}
      ${latest?.looked_at.length > 0 && html`<${People} decision=${latest} />`}
      ${story.guesses.length > 0 && html`<${Guesses} guesses=${story.guesses} ticket=${ticket} load=${load} />`}
      <${Rules} runs=${story.rules} />
      ${before.length > 0 && html`<details><summary>${t("why.before", { n: before.length })}</summary>${before.map((one) => html`<p class="quiet-text" key=${one.id}>${one.sentence}</p>`)}</details>`}
    </div>`;
}

function People({ decision }) {
  return html`
    <details><summary>${t("why.people", { n: decision.looked_at.length })}</summary>
      <ul class="why-people">${decision.looked_at.map((one) => html`
        <li key=${one.agent_id}><span class="one-line">${one.name}</span> <span class="quiet-text tabular">${t("why.desk", one)}</span>
          <span class=${one.why_not ? "quiet-text" : "why-got"}>${one.why_not || t("why.got")}</span></li>`)}</ul></details>`;
}

function Guesses({ guesses, ticket, load }) {
  const take = (target, label) => post(`/console/tickets/${ticket.id}/guess`, { target, label }).then(load).catch(toastError);
  return html`
    <h4>${t("why.guess")}</h4>
    <dl class="why-guesses">${guesses.filter((guess) => guess.target !== "spam" || guess.label === "spam").map((guess) => html`
      <div key=${guess.target}><dt>${t(`why.${guess.target}`)}${(guess.acted || guess.sure) && html` <span class="quiet-text small-text">${t(guess.acted ? "why.acted" : "why.sure")}</span>`}</dt>
        <dd>${guess.top.map((one) => html`<${Chip} key=${one.label} one=${one} set=${isSo(ticket, guess, one.label)} take=${() => take(guess.target, one.label)} />`)}</dd></div>`)}</dl>`;
}

function Chip({ one, set, take }) {
  const share = html`<span class="quiet-text tabular">${t("why.percent", { n: Math.round(one.sureness * 100) })}</span>`;
  if (set) return html`<span class="chip"><${Icon} name="check" />${one.words} ${share}</span>`;
  return html`<button type="button" class="chip outlined" data-tip=${t("why.take", { what: one.words })} onClick=${take}>${one.words} ${share}</button>`;
}

function isSo(ticket, { target, field }, label) {
  if (target === "team") return String(ticket.team_id) === label;
  if (target === "topic") return field ? ticket.fields?.[field] === label : (ticket.tags || []).includes(label);
  return target === "priority" ? ticket.priority === label : ticket.language === label;
}

function Rules({ runs }) {
  const matched = runs.flatMap((run) => run.matched);
  if (!runs.length) return null;
  return html`
    <h4>${t("why.rules")}</h4>
    ${!matched.length && html`<p class="quiet-text">${t("why.rules.none", { n: runs[0].looked_at })}</p>`}
    ${matched.map((match, number) => html`
      <details key=${number}><summary>${t("why.matched", { name: match.name })}</summary>
        <ul>${match.on.map((leaf, place) => html`<li key=${place}>${leaf.label}${leaf.actual_words && `: ${leaf.actual_words}`}</li>`)}</ul>
        ${match.did.length > 0 && html`<p>${t("why.did", { what: match.did.map((one) => one.label).join(" · ") })}</p>`}
        ${match.refused.length > 0 && html`<p>${t("why.refused", { what: match.refused.map((one) => one.label).join(" · ") })}</p>`}</details>`)}`;
}
