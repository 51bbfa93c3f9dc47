// Puts an event into the reader's words: who did what, from what to what.

import { customerName } from "../naming.js";
import { moment } from "../times.js";
import { t } from "../words.js";

const AWAY = new Set(["left", "reopened", "handed_over"]); // why a ticket left somebody's desk

export function sentence(event, names) {
  const who = actorName(event.actor, names);
  const data = event.data || {};
  const [from, to] = [data.from ?? null, data.to ?? null];
  const agent = (id) => names.agents[id]?.name || t("nobody");
  const team = (id) => names.teams[id]?.name || t("nobody");
  const worded = {
    ticket_assigned: () => t(event.actor?.kind === "agent" && event.actor.id === to ? "event.took" : "event.ticket_assigned", { who, to: agent(to) }),
    team_changed: () => t(data.why === "overflow" ? "event.overflow" : "event.team_changed", { who, to: team(to) }),
    status_changed: () => t("event.status_changed", { who, from: t(`status.${from}`), to: t(`status.${to}`) }),
    priority_changed: () => t("event.priority_changed", { who, to: t(`priority.${to}`) }),
    type_changed: () => t("event.type_changed", { who, to: t(`type.${to || "none"}`) }),
    tags_changed: () => tagsSentence(who, data),
    fields_changed: () => t("event.fields_changed", { who, field: fieldNames(data, names.fields) }),
    ticket_unassigned: () => t(AWAY.has(data.why) ? `event.${data.why}` : event.actor?.id === from && event.actor?.kind === "agent" ? "event.let_go" : "event.ticket_unassigned", { who, from: agent(from) }),
    snoozed: () => t("event.snoozed", { who, time: moment(data.until || event.at) }),
    follower_added: () => t("event.follower_added", { who, to: agent(data.agent) }),
    follower_removed: () => t("event.follower_removed", { who, to: agent(data.agent) }),
    merged: () => t("event.merged", { who, id: from ?? "" }),
    merged_away: () => t("event.merged_away", { who, id: data.into ?? "" }),
    linked: () => t("event.linked", { who, id: data.other ?? "" }),
    unlinked: () => t("event.unlinked", { who, id: data.other ?? "" }),
    consent_changed: () => t(data.stopped ? "event.consent_stopped" : "event.consent_given", { who, channel: t(`identity.${data.kind}`), word: data.word || "" }),
    survey_asked: () => t(data.reminder ? "event.survey_reminded" : "event.survey_asked"),
    rated: () => t(data.was === null || data.was === undefined ? "event.rated" : "event.rated_again", { who, score: data.score, was: data.was, most: data.most || { csat: 5, nps: 10, ces: 7 }[data.kind] || "" }),
    survey_dropped: () => t("event.survey_dropped", { why: t(`survey.why.${data.why}`).replace(/^survey\.why\./, "") }),
    sla_warned: () => t("event.sla_warned", { metric: t(`clock.${data.metric}`) }),
    sla_breached: () => t("event.sla_breached", { metric: t(`clock.${data.metric}`) }),
    sla_still_breached: () => t("event.sla_still_breached", { metric: t(`clock.${data.metric}`), n: data.level }),
    escalated: () => t("event.escalated", { who, reason: t(`escalation.reason.${data.reason}`), n: data.level }),
    escalation_changed: () => t(["climbed", "taken"].includes(data.what) ? `event.escalation_${data.what}` : "event.escalation_changed", { who, n: data.level }),
    escalation_ended: () => t("event.escalation_ended", { who, outcome: t(`escalation.outcome.${data.outcome}`) }),
    complaint_changed: () => (data.stage === "learned" ? t("event.complaint_learned", { who }) : t("event.complaint_changed", { stage: t(`complaint.${data.stage}`) })),
    split: () => t("event.split", { who, id: data.into ?? "" }),
  };
  if (event.name.startsWith("promise_")) return t(`event.${event.name}`, { who, text: data.text || t(`promise.kind.${data.kind}`) });
  const known = worded[event.name]?.() ?? t(`event.${event.name}`, { who });
  return known === `event.${event.name}` ? t("event.other", { who, name: event.name.replaceAll("_", " ") }) : known;
}

function actorName(actor, { me, agents }) {
  if (actor?.kind === "agent" && actor.id === me.id) return t("you");
  if (actor?.kind === "customer" && actor.id) return customerName(actor);
  return agents[actor?.id]?.name && actor.kind === "agent" ? agents[actor.id].name : actor?.name || t(`author.${actor?.kind || "system"}`);
}

function tagsSentence(who, { added = [], removed = [] }) {
  const parts = [added.length && t("event.tags_added", { tags: added.join(t("comma")) }), removed.length && t("event.tags_removed", { tags: removed.join(t("comma")) })];
  return t("event.tags_changed", { who, what: parts.filter(Boolean).join(t("comma")) });
}

function fieldNames(data, fields) {
  return Object.keys(data).map((key) => fields.find((field) => field.key === key)?.label || key).join(t("comma"));
}
