// Every key of the console, its name and what it does. `run` is missing where a part handles the key itself.

import { go } from "../routes.js";
import { dispatch, store } from "../store.js";
import { listKey } from "../routes.js";
import { takeFirstCall } from "../verbs/calling.js";
import { insertFirst } from "../verbs/articles.js";
import { pickMacro } from "../verbs/macros.js";
import { togglePanel } from "../verbs/showing.js";
import { assignToMe, setStatus, solveAndNext, spam, trash } from "../verbs/solving.js";
import { step, subjects, toggleSelected } from "../verbs/walking.js";
import { compose } from "../composer/compose.js";
import { pick } from "./pick.js";

const withTickets = (action) => () => subjects().length && action(subjects());
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export const KEYS = [
  { keys: "mod+k", name: "commands", group: "go", run: () => dispatch({ type: "dialog_opened", name: "commands" }), always: true },
  { keys: "/", name: "search", group: "go", run: toSearch },
  { keys: "j", name: "next", group: "go", run: () => step(1) },
  { keys: "k", name: "previous", group: "go", run: () => step(-1) },
  { keys: "]", name: "panel.toggle", group: "go", run: togglePanel },
  { keys: "c", name: "new_ticket", group: "go", run: () => dispatch({ type: "dialog_opened", name: "new_ticket" }) },
  { keys: "shift+c", name: "call.take_key", group: "go", run: takeFirstCall },
  { keys: "Escape", name: "back", group: "go", run: () => back() },
  { keys: "?", name: "keys.title", group: "go", run: () => dispatch({ type: "dialog_opened", name: "keys" }) },
  { keys: "r", name: "reply", group: "write", run: () => compose("reply") },
  { keys: "n", name: "note", group: "write", run: () => compose("note") },
  { keys: "mod+Enter", name: "send", group: "write" },
  { keys: "mod+shift+Enter", name: "send.solved", group: "write" },
  { keys: "/", name: "saved_replies.insert", group: "write" },
  { keys: "@", name: "mention", group: "write" },
  { keys: "h", name: "article.insert", group: "write", run: () => insertFirst("text") },
  { keys: "shift+h", name: "article.link", group: "write", run: () => insertFirst("link") },
  { keys: "e", name: "solve", group: "ticket", run: withTickets((ids) => setStatus(ids, "solved")) },
  { keys: "shift+e", name: "solve_next", group: "ticket", run: withTickets(solveAndNext) },
  { keys: "z", name: "snooze", group: "ticket", run: () => pick("snooze") },
  { keys: "a", name: "assign", group: "ticket", run: () => pick("assignee") },
  { keys: "i", name: "assign_me", group: "ticket", run: withTickets(assignToMe) },
  { keys: "g", name: "set_team", group: "ticket", run: () => pick("team") },
  { keys: "p", name: "set_priority", group: "ticket", run: () => pick("priority") },
  { keys: "l", name: "set_tags", group: "ticket", run: () => pick("tags") },
  { keys: "m", name: "macro", group: "ticket", run: () => subjects().length && pickMacro() },
  { keys: "f", name: "promise", group: "ticket", run: () => promiseSomething() },
  { keys: "x", name: "select", group: "ticket", run: () => store.state.route.ticket && toggleSelected(store.state.route.ticket) },
  { keys: "mod+a", name: "bulk.all", group: "ticket", run: () => selectAll() },
  { keys: "!", name: "spam", group: "ticket", run: withTickets((ids) => spam(ids)) },
  { keys: "#", name: "trash", group: "ticket", run: withTickets((ids) => trash(ids)) },
];

/** One step back: what floats, then the selection, then the thread (where it covers the list). */
function back() {
  const { selected, drawer, route } = store.state;
  if (drawer) return dispatch({ type: "drawer_closed" });
  if (selected.length) return dispatch({ type: "selected", ids: [] });
  if (route.ticket && window.innerWidth < 720) go({ ticket: null });
}

function promiseSomething() {
  const [ticket] = subjects();
  if (ticket) dispatch({ type: "dialog_opened", name: "promise", about: { ticket } });
}

function selectAll() {
  dispatch({ type: "selected", ids: store.state.lists[listKey(store.state.route)]?.ids || [] });
}

/** "mod+shift+Enter" → ["Ctrl", "⇧", "↵"], as the keyboard in front of one has them. */
export function keyCaps(keys) {
  const caps = { mod: isMac ? "⌘" : "Ctrl", shift: "⇧", Enter: "↵", Escape: "Esc" };
  return keys.split("+").map((part) => caps[part] ?? part.toUpperCase());
}

/** To the field of the search; it takes the focus by itself where it is drawn anew. */
function toSearch() {
  go({ page: "search", ticket: null });
  document.querySelector(".search-field input")?.select();
}
