// What is promised on this ticket and how much of its time is left; how far a complaint has come.

import { classes, html } from "../dom.js";
import { put } from "../api.js";
import { fullTime, span, useNowNear } from "../times.js";
import { Icon } from "../ui/icon.js";
import { MenuButton } from "../ui/menu.js";
import { toastError } from "../ui/toasts.js";
import { t } from "../words.js";
import { Complaint } from "./complaint.js";
import { Own, useOwn } from "./own.js";

const CHANGES = new Set(["ticket_opened", "message_received", "reply_sent", "status_changed", "priority_changed", "type_changed", "team_changed", "tags_changed",
  "sla_warned", "sla_breached", "sla_still_breached", "sla_policy_applied", "complaint_changed", "merged", "unmerged", "split", "spam_marked", "spam_cleared", "call_changed"]);

export function Clocks({ ticket }) {
  const own = useOwn(`/console/tickets/${ticket.id}/clocks.json`, (event) => event.ticket === ticket.id && CHANGES.has(event.name));
  return html`<${Own} own=${own} draw=${(data) => html`<${Promised} data=${data} ticket=${ticket} load=${own.load} />`} />`;
}

function Promised({ data, ticket, load }) {
  const open = data.clocks.filter((one) => !one.ended_at);
  const past = data.clocks.filter((one) => one.ended_at && one.outcome !== "dropped" && one.outcome !== "merged");
  return html`
    <div class="clocks">
      ${open.map((one) => html`<${OpenClock} clock=${one} key=${one.id} />`)}
      ${!open.length && !past.length && html`<p class="quiet-text">${t("clocks.none")}</p>`}
      ${past.length > 0 && html`<ul class="clocks-past">${past.slice(0, 4).map((one) => html`<${PastClock} clock=${one} key=${one.id} />`)}</ul>`}
      ${data.policies.length > 0 && html`<${Policy} data=${data} ticket=${ticket} load=${load} />`}
      ${data.complaint && html`<${Complaint} complaint=${data.complaint} ticket=${ticket} load=${load} />`}
    </div>`;
}

function OpenClock({ clock }) {
  const now = useNowNear(clock.breached_at || clock.due_at);
  const left = clock.state === "running" && clock.due_at ? Date.parse(clock.due_at) - now : clock.left_seconds * 1000;
  const late = Boolean(clock.breached_at) || left < 0;
  const over = clock.breached_at ? now - Date.parse(clock.breached_at) : -left;
  const text = late ? t("row.overdue", { time: span(over) }) : t("clock.left", { time: span(left) });
  return html`<div class=${classes("clock-line", { late, soon: !late && clock.warned_at, paused: clock.state === "paused" })}>
    <span class="clock-metric">${t(`clock.${clock.metric}`)}</span>
    <span class="figure" title=${clock.due_at ? fullTime(clock.due_at) : undefined}><${Icon} name=${late ? "circle-alert" : clock.state === "paused" ? "circle-pause" : "clock"} />${clock.state === "paused" ? t("clock.rests", { text }) : text}</span>
    <span class="clock-bar" aria-hidden="true"><progress max=${clock.target_seconds} value=${Math.max(0, clock.target_seconds - left / 1000)}></progress></span>
  </div>`;
}

function PastClock({ clock }) {
  const kept = !clock.breached_at;
  return html`<li class=${kept ? "kept" : "broken"}><${Icon} name=${kept ? "check" : "circle-alert"} />${t(kept ? "clock.kept" : "clock.broken", { name: t(`clock.${clock.metric}`) })}
    <time class="push figure" dateTime=${clock.ended_at} title=${fullTime(clock.ended_at)}>${span(clock.target_seconds * 1000 - clock.left_seconds * 1000)}</time></li>`;
}

function Policy({ data, ticket, load }) {
  const choose = (id) => async () => {
    try {
      await put(`/console/tickets/${ticket.id}/policy`, { policy_id: id });
      load();
    } catch (error) {
      toastError(error);
    }
  };
  const items = () => [
    { label: t("policy.by_conditions"), chosen: !data.by_hand, run: choose(null) },
    "line",
    ...data.policies.map((one) => ({ label: one.name, chosen: data.by_hand && one.id === data.policy?.id, run: choose(one.id) })),
  ];
  return html`<div class="clock-policy"><span>${t("policy")}</span>
    <${MenuButton} items=${items} className="button quiet small" label=${t("policy.choose")} align="end"><span class="one-line">${data.policy?.name || t("policy.none")}</span><${Icon} name="chevron-down" /><//></div>`;
}
