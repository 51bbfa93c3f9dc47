// What the ticket is and where it stands, and what is done most often.

import { html, useState } from "../dom.js";
import { go } from "../routes.js";
import { useStore } from "../store.js";
import { Looking } from "../list/looking.js";
import { pick } from "../commands/pick.js";
import { change } from "../verbs/changing.js";
import { togglePanel } from "../verbs/showing.js";
import { setStatus } from "../verbs/solving.js";
import { Icon, STATUS_ICONS, STATUS_TONES, channelIcon } from "../ui/icon.js";
import { MenuButton } from "../ui/menu.js";
import { t } from "../words.js";
import { ClockSign } from "../ui/clock_sign.js";
import { ticketMenu } from "./ticket_menu.js";

/** On a phone, where the thread covers the list: the step back to it. */
export function WayBack() {
  return html`<button type="button" class="button quiet icon-only back-button" aria-label=${t("back")} onClick=${() => go({ ticket: null })}><${Icon} name="arrow-left" /></button>`;
}

export function ThreadHead({ id, ticket }) {
  return html`
    <header class="thread-head">
      <${WayBack} />
      <div class="thread-title">
        ${ticket ? html`<${Subject} id=${id} subject=${ticket.subject} />` : html`<h2 class="skeleton w-60"></h2>`}
        ${ticket && html`<${Standing} ticket=${ticket} />`}
      </div>
      ${ticket && html`<${Looking} id=${id} size="medium" /><${Doing} ticket=${ticket} />`}
    </header>`;
}

function Standing({ ticket }) {
  const { agent, team, inbox } = useStore((state) => ({ agent: state.agents[ticket.assignee_id], team: state.teams[ticket.team_id], inbox: state.inboxes[ticket.inbox_id] }));
  const unowned = team && (isDone(ticket) ? team.name : t("head.waits_in", { team: team.name }));
  const who = agent?.name || unowned || t("head.nobody");
  return html`
    <p class="thread-standing">
      <button type="button" class=${`pill ${STATUS_TONES[ticket.status]}`} aria-label=${t("head.status", { status: t(`status.${ticket.status}`) })}
        onClick=${(event) => pick("status", { anchor: event.currentTarget, tickets: [ticket.id] })}>
        <${Icon} name=${STATUS_ICONS[ticket.status]} />${t(`status.${ticket.status}`)}</button>
      <span class="bar tight standing-inbox" title=${inbox?.name}><${Icon} name=${channelIcon(ticket.channel)} label=${t(`channel.${ticket.channel}`)} /><span class="one-line">${inbox?.name || t(`channel.${ticket.channel}`)}</span></span>
      <button type="button" class="standing-who one-line" data-tip=${t("assign")} data-keys="A" onClick=${(event) => pick("assignee", { anchor: event.currentTarget, tickets: [ticket.id] })}>${who}</button>
      ${ticket.clock && html`<${ClockSign} clock=${ticket.clock} />`}
      <span class="figure quiet-text">#${ticket.id}</span>
    </p>`;
}

const isDone = ({ status }) => status === "solved" || status === "closed";

function Doing({ ticket }) {
  const done = isDone(ticket);
  return html`
    <span class="thread-doing">
      ${!done && html`<button type="button" class="button" aria-label=${t("solve")} data-tip=${t("solve")} data-keys="E" onClick=${() => setStatus([ticket.id], "solved")}><${Icon} name="check" /><span class="label">${t("solve")}</span></button>`}
      ${ticket.status === "solved" && html`<button type="button" class="button" aria-label=${t("reopen")} onClick=${() => setStatus([ticket.id], "open")}><${Icon} name="rotate-ccw" /><span class="label">${t("reopen")}</span></button>`}
      ${!done && html`<button type="button" class="button quiet icon-only" aria-label=${t("snooze")} data-tip=${t("snooze")} data-keys="Z" onClick=${(event) => pick("snooze", { anchor: event.currentTarget, tickets: [ticket.id] })}><${Icon} name="alarm-clock" /></button>`}
      <${MenuButton} items=${() => ticketMenu(ticket)} align="end" icon="ellipsis" label=${t("more")} />
      <button type="button" class="button quiet icon-only panel-button" aria-label=${t("panel.toggle")} data-tip=${t("panel.toggle")} data-keys="]" onClick=${togglePanel}><${Icon} name="panel-right" /></button>
    </span>`;
}

function Subject({ id, subject }) {
  const [editing, setEditing] = useState(false);
  const finish = (event) => {
    const wanted = event.target.value.trim();
    setEditing(false);
    if (wanted && wanted !== subject) change(id, "subject", wanted);
  };
  const steer = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") event.target.blur();
    if (event.key === "Escape") {
      event.target.value = subject;
      event.target.blur();
    }
    event.stopPropagation();
  };
  if (editing) return html`<input class="input subject-input" autofocus aria-label=${t("property.subject")} maxlength="250" value=${subject} onBlur=${finish} onKeyDown=${steer} ref=${(field) => field?.focus()} />`;
  return html`
    <h2 class="thread-subject"><span class="one-line" title=${subject} onDblClick=${() => setEditing(true)}>${subject || t("ticket.no_subject")}</span>
      <button type="button" class="button quiet icon-only small subject-edit" aria-label=${t("subject.edit")} data-tip=${t("subject.edit")} onClick=${() => setEditing(true)}><${Icon} name="pencil" /></button></h2>`;
}
