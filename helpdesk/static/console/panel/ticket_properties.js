// The ticket's properties. Each is a button that opens the same chooser as its key.

import { html } from "../dom.js";
import { pick } from "../commands/pick.js";
import { useStore } from "../store.js";
import { fullTime, moment } from "../times.js";
import { Avatar } from "../ui/avatar.js";
import { Icon, PRIORITY_ICONS, STATUS_ICONS, TYPE_ICONS } from "../ui/icon.js";
import { change, changeTags } from "../verbs/changing.js";
import { t } from "../words.js";

export function TicketProperties({ ticket }) {
  const { agent, team } = useStore((state) => ({ agent: state.agents[ticket.assignee_id], team: state.teams[ticket.team_id] }));
  const followers = useStore((state) => (ticket.followers || []).map((id) => state.agents[id]).filter(Boolean));
  const open = (kind) => (event) => pick(kind, { anchor: event.currentTarget, tickets: [ticket.id] });
  return html`
    <dl class="properties">
      <${Property} name="status" keys="E" run=${open("status")}><${Icon} name=${STATUS_ICONS[ticket.status]} />${t(`status.${ticket.status}`)}<//>
      <${Property} name="assignee_id" keys="A" run=${open("assignee")}>${agent ? html`<${Avatar} name=${agent.name} id=${agent.id} size="small" />` : html`<${Icon} name="user-x" />`}<span class="one-line">${agent?.name || t("nobody")}</span><//>
      <${Property} name="team_id" keys="G" run=${open("team")}><${Icon} name="users" /><span class="one-line">${team?.name || t("none")}</span><//>
      <${Property} name="priority" keys="P" run=${open("priority")}><${Icon} name=${PRIORITY_ICONS[ticket.priority]} />${t(`priority.${ticket.priority}`)}<//>
      <${Property} name="type" run=${open("type")}><${Icon} name=${TYPE_ICONS[ticket.type] || "minus"} />${t(`type.${ticket.type || "none"}`)}<//>
      ${ticket.snoozed_until && html`<${Property} name="snoozed_until" keys="Z" run=${open("snooze")}><${Icon} name="alarm-clock" />${moment(ticket.snoozed_until)}<//>`}
      <div class="property"><dt>${t("property.tags")}</dt><dd class="property-tags">
        ${(ticket.tags || []).map((tag) => html`<span class="chip large" key=${tag}><span class="one-line">${tag}</span><button type="button" class="chip-remove" aria-label=${t("remove", { name: tag })} onClick=${() => changeTags([ticket.id], { take: [tag] })}><${Icon} name="x" /></button></span>`)}
        <button type="button" class="chip large outlined" data-tip=${t("set_tags")} data-keys="L" onClick=${open("tags")}><${Icon} name="plus" />${t("tag.add")}</button></dd></div>
      <div class="property"><dt>${t("property.followers")}</dt><dd class="property-tags">
        ${followers.map((one) => html`<span key=${one.id} data-tip=${one.name} tabindex="0"><${Avatar} name=${one.name} id=${one.id} size="medium" /></span>`)}
        <button type="button" class="chip large outlined" onClick=${() => change(ticket.id, "following", !ticket.following)}><${Icon} name=${ticket.following ? "bell-off" : "bell"} />${t(ticket.following ? "unfollow" : "follow")}</button></dd></div>
      <div class="property"><dt>${t("property.created_at")}</dt><dd class="property-plain"><time dateTime=${ticket.created_at} title=${fullTime(ticket.created_at)}>${moment(ticket.created_at)}</time></dd></div>
    </dl>`;
}

function Property({ name, keys, run, children }) {
  return html`<div class="property"><dt>${t(`property.${name}`)}</dt><dd>
    <button type="button" class="property-value" data-keys=${keys} onClick=${run}>${children}</button></dd></div>`;
}
