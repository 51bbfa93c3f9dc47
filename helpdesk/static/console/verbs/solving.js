// What is done to a ticket by one key: solve, snooze, take, spam, trash, with what the toast says.

import { changeAll } from "./changing.js";
import { store } from "../store.js";
import { moment } from "../times.js";
import { t } from "../words.js";
import { step } from "./walking.js";

export const setStatus = (ids, status) => changeAll(ids, "status", status, t(`done.${status}`, { n: ids.length, tickets: tickets(ids) }));

export async function solveAndNext(ids) {
  const solved = setStatus(ids, "solved");
  step(1);
  await solved;
}

export const assign = (ids, agent) => changeAll(ids, "assignee_id", agent, agent
  ? t("done.assigned", { name: store.state.agents[agent]?.name, tickets: tickets(ids) })
  : t("done.unassigned", { tickets: tickets(ids) }));

export const assignToMe = (ids) => assign(ids, store.state.me.id);
export const setTeam = (ids, team) => changeAll(ids, "team_id", team, t("done.team", { name: store.state.teams[team]?.name || t("nobody"), tickets: tickets(ids) }));
export const setPriority = (ids, priority) => changeAll(ids, "priority", priority);
export const setType = (ids, type) => changeAll(ids, "type", type);

export function snooze(ids, until) {
  const time = until.toISOString().replace(/\.\d+Z$/, "Z");
  return Promise.all(ids.map((id) => changeAll([id], "snoozed_until", time, ids.length === 1 && t("done.snoozed", { time: moment(time) }))));
}

export const wake = (ids) => Promise.all(ids.map((id) => changeAll([id], "snoozed_until", null)));
export const spam = (ids, flag = true) => changeAll(ids, "spam", flag, t(flag ? "done.spam" : "done.not_spam", { tickets: tickets(ids) }));
export const trash = (ids, flag = true) => changeAll(ids, "trashed", flag, t(flag ? "done.trashed" : "done.restored", { tickets: tickets(ids) }));

const tickets = (ids) => (ids.length === 1 ? t("ticket.number", { id: ids[0] }) : t("tickets.n", { n: ids.length }));
