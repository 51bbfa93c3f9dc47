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
        <li key=${one.agent_id}><span class="one-line">${one.name}</span> <span class="quiet-text tabular">${t("why.desk", one)}</span>${" "}
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
  if (!runs.length) return null;
  return html`<h4>${t("why.rules")}</h4>${runs.map((run, number) => html`<${Run} key=${`${run.at} ${number}`} run=${run} />`)}`;
}

function Run({ run }) {
  const { matched, missed } = run;
  return html`
    <p class="quiet-text">${t(matched.length ? "why.looked" : "why.looked.none", { when: run.trigger_words, n: run.looked_at })}</p>
    ${run.cut && html`<p class="warn-text">${run.cut_words}</p>`}
    ${matched.map((match, number) => html`<${Match} key=${number} match=${match} cut=${run.cut} />`)}
    ${missed.length > 0 && html`<details><summary>${t("why.missed", { n: run.looked_at - matched.length })}</summary>
      <ul>${missed.map((one, number) => html`<li key=${number}>${t("why.missed.one", { name: one.name || `#${one.rule}`, what: one.words })}</li>`)}</ul></details>`}`;
}

function Match({ match, cut }) {
  const overruled = !cut && !match.did.length && !match.refused.length;
  return html`
    <details><summary>${t("why.matched", { name: match.name })}</summary>
      <ul>${match.on.map((leaf, place) => html`<li key=${place}>${leaf.words}${leaf.actual_words && html`<span class="quiet-text">${t("why.was", { what: leaf.actual_words })}</span>`}</li>`)}</ul>
      ${match.did.length > 0 && html`<p>${t("why.did", { what: match.did.map((one) => one.words).join(" · ") })}</p>`}
      ${overruled && html`<p class="quiet-text">${t("why.overruled")}</p>`}
      ${match.refused.map((one, place) => html`<p key=${place} class="warn-text">${t("why.refused", { what: one.words, why: one.why_words })}</p>`)}</details>`;
}
