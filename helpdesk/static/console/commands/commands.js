// What the command bar offers here and now: for the open or chosen tickets, to go to, to set for oneself.

import { go, openView } from "../routes.js";
import { dispatch, store } from "../store.js";
import { ticketMenu } from "../thread/ticket_menu.js";
import { closeDialog } from "../ui/dialog.js";
import { ticketOf } from "../verbs/changing.js";
import { prefer, setAvailability, signOut } from "../verbs/preferring.js";
import { assign } from "../verbs/solving.js";
import { subjects } from "../verbs/walking.js";
import { t } from "../words.js";
import { KEYS, keyCaps } from "./key_table.js";

const ICONS = {
  search: "search", next: "arrow-down", previous: "arrow-up", "panel.toggle": "panel-right", new_ticket: "square-pen", "keys.title": "keyboard",
  reply: "reply", note: "sticky-note", solve: "circle-check", solve_next: "check-check", snooze: "alarm-clock", assign: "user-check", assign_me: "hand",
  set_team: "users", set_priority: "signal-high", set_tags: "tag", macro: "zap", promise: "calendar-clock", select: "list", spam: "shield-alert", trash: "trash-2",
};
const NEEDS_TICKET = new Set(["write", "ticket"]);

export function commands(state) {
  const tickets = subjects();
  const all = [...fromKeys(tickets), ...people(state, tickets), ...menu(state, tickets), ...views(state), ...pages(state), ...own(state)];
  return all.filter((one, index) => all.findIndex((other) => other.label === one.label) === index);
}

/** The bar closes first: what a command opens must not be closed with it. */
const after = (run) => () => {
  closeDialog();
  run();
  return "stay";
};

function fromKeys(tickets) {
  return KEYS.filter((key) => key.run && ICONS[key.name] && (tickets.length || !NEEDS_TICKET.has(key.group))).map((key) => ({
    key: key.name, label: t(key.name), icon: ICONS[key.name], hint: keyCaps(key.keys).join(" "), keys: true, run: after(key.run),
    group: t(NEEDS_TICKET.has(key.group) ? "commands.ticket" : "commands.go"),
  })).sort((a, b) => (a.group === t("commands.ticket") ? -1 : 0) - (b.group === t("commands.ticket") ? -1 : 0));
}

function people(state, tickets) {
  if (!tickets.length) return [];
  return Object.values(state.agents).map((agent) => ({
    key: `assign ${agent.id}`, label: t("commands.assign", { name: agent.name }), icon: "user-check", onlySearched: true, group: t("commands.ticket"), run: after(() => assign(tickets, agent.id)),
  }));
}

function menu(state, tickets) {
  const ticket = tickets.length === 1 && ticketOf(tickets[0]);
  if (!ticket) return [];
  return ticketMenu(ticket).filter((item) => item?.run && !item.hint).map((item) => ({ key: `menu ${item.label}`, label: item.label, icon: item.icon, onlySearched: true, group: t("commands.ticket"), run: after(item.run) }));
}

function views(state) {
  return state.views.map((view) => ({ key: `view ${view.id}`, label: view.name, more: "", also: "view", icon: view.icon || "list", hint: String(state.counts[view.id] || ""), group: t("views"), run: after(() => openView(view.id)) }));
}

function pages(state) {
  const to = (name, icon, run) => ({ key: `page ${name}`, label: t(name), icon, group: t("commands.go"), onlySearched: true, run: after(run) });
  const page = (name, icon) => to(name, icon, () => go({ page: name, place: "", ticket: null }));
  return [
    page("queue", "rows-3"),
    ...(state.me.handles_escalations ? [page("escalations", "flame")] : []),
    page("customers", "users"),
    to("knowledge", "book-open", () => location.assign("/knowledge")),
    to("settings", "settings", () => location.assign("/settings")),
  ];
}

function own(state) {
  const choice = (key, label, icon, run) => ({ key, label, icon, group: t("commands.me"), onlySearched: true, run: after(run) });
  return [
    ...["online", "away", "offline"].filter((one) => one !== state.me.availability).map((one) => choice(one, t("commands.be", { state: t(one) }), "circle-dot", () => setAvailability(one))),
    ...["system", "light", "dark"].filter((one) => one !== state.me.theme).map((one) => choice(`theme ${one}`, `${t("theme")}: ${t(`theme.${one}`)}`, one === "dark" ? "moon" : "sun", () => prefer({ theme: one }))),
    choice("language", state.me.language === "zh" ? "English" : "简体中文", "languages", () => prefer({ language: store.state.me.language === "zh" ? "en" : "zh" })),
    choice("select none", t("bulk.none"), "x", () => dispatch({ type: "selected", ids: [] })),
    choice("sign out", t("sign_out"), "log-out", signOut),
  ];
}
