// What each chooser offers, and what choosing does.

import { laterChoices, soon } from "../times.js";
import { dispatch } from "../store.js";
import { PRIORITY_ICONS, STATUS_ICONS, TYPE_ICONS } from "../ui/icon.js";
import { change, changeTags, ticketOf } from "../verbs/changing.js";
import { runMacro } from "../verbs/macros.js";
import { assign, setPriority, setStatus, setTeam, setType, snooze, wake } from "../verbs/solving.js";
import { t } from "../words.js";

const one = (tickets) => (tickets.length === 1 ? ticketOf(tickets[0]) : null);
const HERE = { online: 0, away: 1, offline: 2 };

export const PICKERS = {
  assignee(state, { tickets }) {
    const now = one(tickets)?.assignee_id;
    const people = Object.values(state.agents).sort((a, b) => HERE[a.availability] - HERE[b.availability] || a.name.localeCompare(b.name));
    const me = people.filter((agent) => agent.id === state.me.id);
    const options = [...me, ...people.filter((agent) => agent.id !== state.me.id)].map((agent) => ({
      key: agent.id, label: agent.name, avatar: agent.id, presence: agent.availability, chosen: agent.id === now,
      hint: agent.id === state.me.id ? t("me") : t(agent.availability), run: () => void assign(tickets, agent.id),
    }));
    return { title: t("pick.assignee"), options: [...options, { key: "nobody", label: t("nobody"), icon: "user-x", chosen: now === null, run: () => void assign(tickets, null) }] };
  },
  team(state, { tickets }) {
    const now = one(tickets)?.team_id;
    const options = Object.values(state.teams).map((team) => ({ key: team.id, label: team.name, icon: "users", chosen: team.id === now, run: () => void setTeam(tickets, team.id) }));
    return { title: t("pick.team"), options };
  },
  status(state, { tickets }) {
    const now = one(tickets)?.status;
    const options = ["open", "pending", "on_hold", "solved"].map((status) => ({
      key: status, label: t(`status.${status}`), more: t(`status.${status}.more`), icon: STATUS_ICONS[status], chosen: status === now, run: () => void setStatus(tickets, status),
    }));
    return { title: t("pick.status"), options };
  },
  priority(state, { tickets }) {
    const now = one(tickets)?.priority;
    const options = ["urgent", "high", "normal", "low"].map((priority) => ({
      key: priority, label: t(`priority.${priority}`), icon: PRIORITY_ICONS[priority], chosen: priority === now, run: () => void setPriority(tickets, priority),
    }));
    return { title: t("pick.priority"), options };
  },
  type(state, { tickets }) {
    const now = one(tickets)?.type;
    const options = ["question", "incident", "problem", "task", "complaint"].map((type) => ({
      key: type, label: t(`type.${type}`), icon: TYPE_ICONS[type], chosen: type === now, run: () => void setType(tickets, type),
    }));
    return { title: t("pick.type"), options: [...options, { key: "none", label: t("type.none"), icon: "minus", chosen: !now, run: () => void setType(tickets, null) }] };
  },
  tags(state, { tickets }) {
    const on = one(tickets)?.tags || [];
    const options = [...new Set([...on, ...state.tags])].map((tag) => ({
      key: tag, label: tag, icon: "tag", chosen: on.includes(tag),
      run: () => (changeTags(tickets, on.includes(tag) ? { take: [tag] } : { add: [tag] }), "stay"),
    }));
    const free = (tag) => ({ key: `new ${tag}`, label: t("pick.new_tag", { tag }), icon: "plus", run: () => (changeTags(tickets, { add: [tag] }), "stay") });
    return { title: t("pick.tags"), options, free };
  },
  snooze(state, { tickets }) {
    const options = laterChoices().map(([name, time]) => ({ key: name, label: t(name), icon: "alarm-clock", hint: soon(time), run: () => void snooze(tickets, time) }));
    const custom = { key: "custom", label: t("later.custom"), icon: "calendar", run: () => dispatch({ type: "dialog_opened", name: "later", about: { title: t("pick.snooze"), done: (time) => snooze(tickets, time) } }) };
    const sleeping = one(tickets)?.snoozed_until;
    const up = { key: "wake", label: t("wake"), icon: "bell", run: () => void wake(tickets) };
    return { title: t("pick.snooze"), options: sleeping ? [up, ...options, custom] : [...options, custom] };
  },
  follower(state, { tickets }) {
    const ticket = one(tickets);
    const mine = { key: "me", label: t(ticket?.following ? "unfollow" : "follow"), icon: ticket?.following ? "bell-off" : "bell", run: () => void change(tickets[0], "following", !ticket.following) };
    return { title: t("property.followers"), options: [mine] };
  },
  macro(state, { tickets, macros = [] }) {
    const options = macros.map((macro) => ({ key: macro.id, label: macro.title, more: macro.description, icon: "zap", run: () => void runMacro(tickets, macro) }));
    return { title: t("pick.macro"), options };
  },
};
