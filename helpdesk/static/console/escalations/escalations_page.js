// The desk of escalations: what waits for a supervisor, the highest first; live.

import { classes, html, useEffect, useState } from "../dom.js";
import { get, put } from "../api.js";
import { customerName } from "../naming.js";
import { go, openTicket } from "../routes.js";
import { dispatch, useStore } from "../store.js";
import { ago, fullTime, useNow } from "../times.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icon.js";
import { MenuButton } from "../ui/menu.js";
import { Empty, Failed, RowSkeletons } from "../ui/states.js";
import { toastError } from "../ui/toasts.js";
import { t } from "../words.js";
import { Due } from "./due.js";

export function EscalationsPage() {
  const { changes, online } = useStore((state) => ({ changes: state.escalations.changes, online: state.connection === "online" }));
  const [done, setDone] = useState(false);
  const [{ escalations, error }, set] = useState({});
  const load = () => get(`/console/escalations.json${done ? "?done=1" : ""}`).then((answer) => set({ escalations: answer.escalations }), (problem) => set({ error: problem }));
  useEffect(() => {
    load();
  }, [changes, done, online]);
  return html`
    <main class="working-page escalation-desk" id="thread" tabindex="-1" aria-label=${t("escalations")}>
      <header class="bar wrap"><h2>${t("escalations")}</h2>
        <div class="segments push" role="radiogroup" aria-label=${t("escalations.which")}>${[false, true].map((which) => html`
          <button type="button" key=${which} class="segment" role="radio" aria-checked=${done === which} onClick=${() => (set({}), setDone(which))}>${t(which ? "escalations.done" : "escalations.open")}</button>`)}</div></header>
      <div aria-live="polite">
      ${error && html`<${Failed} error=${error} retry=${load} />`}
      ${!escalations && !error && html`<${RowSkeletons} count=${4} />`}
      ${escalations?.length === 0 && html`<${Empty} icon="flame" title=${t(done ? "escalations.none_done" : "escalations.none")} text=${t(done ? "" : "escalations.none.more")} />`}
      ${escalations?.length > 0 && html`<ul class="escalation-list">${escalations.map((one) => html`<${Line} escalation=${one} key=${one.id} load=${load} />`)}</ul>`}
      </div>
    </main>`;
}

function Line({ escalation, load }) {
  const { agents, teams, me } = useStore((state) => ({ agents: state.agents, teams: state.teams, me: state.me.id }));
  const now = useNow();
  const { ticket } = escalation;
  const owner = agents[escalation.owner_id];
  const act = (path, body) => async () => {
    try {
      await put(`/console/escalations/${escalation.id}/${path}`, body);
      load();
    } catch (error) {
      toastError(error);
    }
  };
  const leads = Object.values(agents).filter((one) => one.leads && one.id !== escalation.owner_id && one.id !== me && !one.disabled);
  const items = () => [
    ...leads.map((one) => ({ label: t("escalation.give", { name: one.name }), icon: "user-check", run: act("owner", { agent_id: one.id }) })),
    !escalation.highest && { label: t("escalation.raise", { n: escalation.level + 1 }), icon: "arrow-up", run: act("level", {}) },
  ].filter(Boolean);
  const end = () => dispatch({ type: "dialog_opened", name: "end_escalation", about: { escalation, done: load } });
  return html`
    <li class=${classes("escalation-line", `at-level-${escalation.level}`, { untaken: !escalation.taken_at && !escalation.ended_at })}>
      <span class=${`level level-${escalation.level}`} aria-label=${t("escalation.level", { n: escalation.level })}>${escalation.level}</span>
      <div class="escalation-what">
        <p class="bar wrap"><strong>${t(`escalation.reason.${escalation.reason}`)}</strong><span class="quiet-text">${escalation.by.kind === "agent" ? t("escalation.by", { name: agents[escalation.by.id]?.name || "" }) : ""}</span>
          <time class="quiet-text figure" dateTime=${escalation.opened_at} title=${fullTime(escalation.opened_at)}>${ago(escalation.opened_at, now)}</time></p>
        <p class="one-line"><a href=${`/tickets/${ticket.id}`} onClick=${(event) => (event.preventDefault(), openTicket(ticket.id))}>#${ticket.id} ${ticket.subject || t("ticket.no_subject")}</a></p>
        <p class="quiet-text one-line">${customerName(ticket.customer)} · ${agents[ticket.assignee_id]?.name || teams[ticket.team_id]?.name || t("head.nobody")}</p>
        ${escalation.note && html`<p class="breakable escalation-note">${escalation.note}</p>`}
        ${escalation.ended_at && html`<p>${t("escalation.ended", { outcome: t(`escalation.outcome.${escalation.outcome}`) })} ${escalation.outcome_note}</p>`}
      </div>
      <div class="escalation-who">
        ${owner ? html`<span class="bar tight"><${Avatar} name=${owner.name} id=${owner.id} size="small" />${owner.name}</span>` : html`<span class="quiet-text">${t("escalation.nobody")}</span>`}
        ${!escalation.ended_at && html`<${Due} at=${escalation.due_at} taken=${Boolean(escalation.taken_at)} level=${escalation.level} />`}
      </div>
      ${!escalation.ended_at && html`<div class="escalation-acts">
        ${escalation.owner_id !== me && html`<button type="button" class="button primary" onClick=${act("owner", {})}>${t("escalation.take")}</button>`}
        <button type="button" class="button" onClick=${end}>${t("escalation.end")}</button>
        ${items().length > 0 && html`<${MenuButton} items=${items} align="end" icon="ellipsis" label=${t("more")} />`}</div>`}
    </li>`;
}
