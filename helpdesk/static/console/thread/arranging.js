// Messages and events become what is drawn: day lines, groups of one author, notes, folded small changes. Pure.

import { sameDay } from "../times.js";

const GROUP_MS = 5 * 60_000;
// Shown as messages, not as a line of their own; or too small to be worth one.
const UNSEEN = new Set(["message_received", "reply_sent", "reply_scheduled", "note_added", "delivery_changed", "message_edited", "message_deleted", "message_reacted", "call_started", "call_changed", "file_fetched", "routed", "guessed"]);

/** [{kind: "day" | "group" | "note" | "events", key, …}] */
export function arrange(messages, events, outbox, me, channel, addresses = {}) {
  const lines = [
    ...messages.map((message) => ({ at: message.at, message })),
    ...events.filter(isWorthALine).map((event) => ({ at: event.at, event })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const written = outbox.map((entry) => ({ at: entry.at, message: asMessage(entry, me, channel) }));
  return marked([...lines, ...written].reduce(place, []), addresses);
}

/** Where the channel or the address changes, the group says which way it went: `via` is the address, or true. */
function marked(items, addresses) {
  let before = null;
  for (const item of items) {
    const first = item.kind === "group" && item.messages[0];
    if (!first) continue;
    const way = first.local ? before : `${first.inbox_id}/${first.identity_id}`;
    if (before && way !== before) item.via = addresses[first.identity_id] || true;
    before = way;
  }
  return items;
}

/** That a customer who wrote opened a ticket, and that who takes one follows it, goes without saying. */
function isWorthALine({ name, actor, data }) {
  if (name === "ticket_opened") return actor?.kind !== "customer";
  if (name === "follower_added") return actor?.id !== data?.agent;
  return !UNSEEN.has(name);
}

function place(items, line) {
  const last = items.at(-1);
  if (!last || !sameDay(last.at, line.at)) {
    items.push({ kind: "day", key: `day ${line.at.slice(0, 10)} ${items.length}`, at: line.at });
  }
  const before = items.at(-1);
  if (line.event) placeEvent(items, before, line);
  else if (line.message.kind === "note") items.push({ kind: "note", key: keyOf(line.message), at: line.at, message: line.message });
  else if (line.message.kind === "call") items.push({ kind: "call", key: keyOf(line.message), at: line.at, message: line.message });
  else placeMessage(items, before, line);
  return items;
}

function placeEvent(items, before, { at, event }) {
  if (before.kind === "events") before.events.push(event), (before.at = at);
  else items.push({ kind: "events", key: `event ${event.id}`, at, events: [event] });
}

function placeMessage(items, before, { at, message }) {
  const joins = before.kind === "group" && isSameAuthor(before.messages.at(-1), message) && Date.parse(at) - Date.parse(before.at) < GROUP_MS;
  if (joins) before.messages.push(message), (before.at = at);
  else items.push({ kind: "group", key: keyOf(message), at, messages: [message] });
}

function isSameAuthor(a, b) {
  return a.kind === b.kind && a.author?.kind === b.author?.kind && a.author?.id === b.author?.id && a.channel === b.channel && (a.local || b.local || a.identity_id === b.identity_id);
}

const keyOf = (message) => `message ${message.client_id || message.id}`;

/** What is still on its way out of this window looks like a message already. */
function asMessage(entry, me, channel) {
  return {
    parts: entry.body?.buttons?.length ? [{ type: "buttons", buttons: entry.body.buttons }] : [], template: entry.body?.template,
    id: entry.client_id, client_id: entry.client_id, ticket_id: entry.ticket_id, kind: entry.kind, author: { kind: "agent", id: me.id, name: me.name }, channel,
    text: entry.text, reply_text: entry.text, at: entry.at, state: entry.state, error: entry.error, attachments: entry.attachments || [], local: true,
  };
}
