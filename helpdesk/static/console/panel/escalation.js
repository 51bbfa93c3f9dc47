// What was handed up from this ticket: why, who answers for it, by when, and how it ended.

import { classes, html } from "../dom.js";
import { put } from "../api.js";
import { dispatch, useStore } from "../store.js";
import { ago, fullTime, useNow } from "../times.js";
import { Icon } from "../ui/icon.js";
import { toastError } from "../ui/toasts.js";
import { t } from "../words.js";
import { Steps } from "../escalations/steps.js";
import { Due } from "../escalations/due.js";
import { Own, useOwn } from "./own.js";

const CHANGES = new Set(["escalated", "escalation_changed", "escalation_ended"]);

export function Escalations({ ticket }) {
  const own = useOwn(`/console/tickets/${ticket.id}/escalation.json`, (event) => event.ticket === ticket.id && CHANGES.has(event.name));
  const handUp = () => dispatch({ type: "dialog_opened", name: "hand_up", about: { ticket, done: own.load } });
  return html`
    <${Own} own=${own} draw=${({ escalations }) => html`
      <div class="escalations">
        ${escalations.map((one) => html`<${One} escalation=${one} key=${one.id} load=${own.load} />`)}
        <button type="button" class="button small" onClick=${handUp}><${Icon} name="arrow-up" />${t("escalation.hand_up")}</button>
      </div>`} />`;
}

function One({ escalation, load }) {
  const { agents, leads, me } = useStore((state) => ({ agents: state.agents, leads: state.me.handles_escalations, me: state.me.id }));
  const now = useNow();
  const owner = agents[escalation.owner_id]?.name;
  const take = async () => {
    try {
      await put(`/console/escalations/${escalation.id}/owner`);
      load();
    } catch (error) {
      toastError(error);
    }
  };
  const end = () => dispatch({ type: "dialog_opened", name: "end_escalation", about: { escalation, done: load } });
  return html`
    <article class=${classes("escalation", { ended: escalation.ended_at })}>
      <header class="bar wrap"><span class=${`level level-${escalation.level}`}>${t("escalation.level", { n: escalation.level })}</span><strong>${t(`escalation.reason.${escalation.reason}`)}</strong>
        <time class="push quiet-text" dateTime=${escalation.opened_at} title=${fullTime(escalation.opened_at)}>${ago(escalation.opened_at, now)}</time></header>
      ${escalation.note && html`<p class="breakable">${escalation.note}</p>`}
      ${escalation.ended_at ? html`<p class="quiet-text">${t("escalation.ended", { outcome: t(`escalation.outcome.${escalation.outcome}`) })} ${escalation.outcome_note}</p>` : html`
        <p class="bar wrap"><span>${owner ? t("escalation.owned", { name: owner }) : t("escalation.nobody")}</span><${Due} at=${escalation.due_at} taken=${Boolean(escalation.taken_at)} level=${escalation.level} /></p>`}
      ${escalation.steps.length > 1 && html`<${Steps} steps=${escalation.steps} agents=${agents} />`}
      ${leads && !escalation.ended_at && html`<div class="bar wrap">
        ${escalation.owner_id !== me && html`<button type="button" class="button small primary" onClick=${take}>${t("escalation.take")}</button>`}
        <button type="button" class="button small" onClick=${end}>${t("escalation.end")}</button></div>`}
    </article>`;
}
