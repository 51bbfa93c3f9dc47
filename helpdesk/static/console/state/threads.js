// Open tickets with their messages and events. What the socket says is laid over what was loaded, and what
// arrived while a load was under way is laid over it again: both orders end in the same thread.

import { withMessage } from "./messages.js";

// Changes that touch more than an event carries: the ticket is read again, quietly.
const READ_AGAIN = new Set([
  "merged", "merged_away", "unmerged", "split", "linked", "unlinked", "fields_changed", "follower_added",
  "follower_removed", "cc_changed", "consent_changed", "customer_joined", "customer_parted", "customer_recognised",
]);
// Messages go with these to another ticket: what was heard of them before brings none of them back.
const MOVES_MESSAGES = new Set(["merged_away", "unmerged", "split"]);
const KEPT_THREADS = 12;
const KEPT_EVENTS = 200;

export const emptyThread = {
  ticket: null, customer: null, messages: [], events: [], before: null, cancelled: [], recent: [], stale: false, state: "loading", error: null,
};

export function reduceThreads(state, action) {
  switch (action.type) {
    case "thread_asked":
      return withThread(state, action.id, (thread) => ({ ...thread, stale: false, state: thread.ticket ? "ready" : "loading", error: null }));
    case "thread_loaded":
      return threadLoaded(state, action);
    case "thread_failed":
      return threadFailed(state, action);
    case "earlier_loaded":
      return withThread(state, action.id, (thread) => earlier(thread, action));
    case "event_arrived":
      return state.threads[action.event.ticket] ? withThread(state, action.event.ticket, (thread) => hear(thread, action.event)) : state;
    case "rows_arrived":
      return rowsArrived(state, action.rows);
    case "message_changed":
      return messageChanged(state, action.message);
    case "ticket_changed":
      return withThread(state, action.id, (thread) => (thread.ticket ? { ...thread, ticket: { ...thread.ticket, ...action.changes } } : thread));
    default:
      return state;
  }
}

/** What is not there any more, or not for me, is shown no longer; for any other failure what is known stays. */
function threadFailed(state, { id, error }) {
  const kept = (thread) => (error.status === 404 ? emptyThread : thread);
  return withThread(state, id, (thread) => ({ ...kept(thread), state: kept(thread).ticket ? "ready" : "failed", error }));
}

function threadLoaded(state, { id, loaded }) {
  const viewing = { ...state.viewing, [id]: { ...state.viewing[id], viewers: loaded.viewers || [] } };
  const known = withThread({ ...state, viewing }, id, (thread) => {
    const fresh = { ...emptyThread, ...content(loaded), recent: thread.recent, cancelled: thread.cancelled, state: "ready" };
    const kept = thread.cancelled.reduce(withoutMessage, thread.ticket ? keepEarlier(thread, fresh) : fresh);
    return thread.recent.reduce((now, event) => lay(now, event, event.id > (loaded.last_event_id ?? 0)), kept);
  });
  return forgetOld(known, id);
}

function content({ ticket, customer, messages, events, before }) {
  return { ticket, customer, messages, events, before };
}

/** A page that was asked for before a reply was taken back may arrive after it. */
function withoutMessage(thread, id) {
  return { ...thread, messages: thread.messages.filter((message) => message.id !== id) };
}

/** Reading a thread again must not throw away the earlier pages that were scrolled to. */
function keepEarlier(thread, fresh) {
  const first = fresh.messages[0]?.id;
  const older = thread.messages.filter((message) => first && message.id < first && message.at <= fresh.messages[0].at);
  if (!older.length || !fresh.before) return fresh;
  const olderEvents = thread.events.filter((event) => !fresh.events.some((other) => other.id === event.id));
  return { ...fresh, messages: [...older, ...fresh.messages], events: withEvents(fresh.events, olderEvents), before: thread.before };
}

function earlier(thread, { messages, events, before }) {
  return { ...messages.reduce(withMessage, thread), events: withEvents(thread.events, events), before };
}

function hear(thread, event) {
  const before = MOVES_MESSAGES.has(event.name) ? thread.recent.map(({ message, ...line }) => line) : thread.recent;
  const recent = [...before, event].slice(-KEPT_EVENTS);
  return lay({ ...thread, recent }, event, true);
}

/** `newer` is false for an event the loaded thread already counts in: it only fills a gap, it overwrites nothing. */
function lay(thread, event, newer) {
  if (!thread.ticket) return thread;
  const { message, row, ...line } = event;
  const told = message?.ticket_id === thread.ticket.id && (newer || !thread.messages.some((other) => other.id === message.id));
  const next = { ...(told ? withMessage(thread, message) : thread), events: withEvents(thread.events, [line]) };
  if (row && newer && (row.version ?? 0) >= (thread.ticket.version ?? 0)) next.ticket = { ...thread.ticket, ...row };
  if (newer && (READ_AGAIN.has(event.name) || movesWindows(thread, event))) next.stale = true;
  return next;
}

/** What the customer says opens a window anew, and may come by another way; what we say may use one up. */
function movesWindows({ ticket }, { name, message }) {
  const ways = ticket.send_on || [];
  if (name === "reply_sent") return ways.some((way) => way.left !== null && way.left !== undefined);
  if (name !== "message_received") return false;
  return ways.some((way) => way.window_ends_at || way.left === 0) || (message?.inbox_id && message.inbox_id !== ways[0]?.inbox_id);
}

function withEvents(events, arriving) {
  const unknown = arriving.filter((event) => !events.some((other) => other.id === event.id));
  return unknown.length ? [...events, ...unknown].sort((a, b) => a.id - b.id) : events;
}

function rowsArrived(state, rows) {
  const threads = { ...state.threads };
  for (const row of rows) {
    const ticket = threads[row.id]?.ticket;
    if (ticket && (row.version ?? 0) >= (ticket.version ?? 0)) threads[row.id] = { ...threads[row.id], ticket: { ...ticket, ...row } };
  }
  return { ...state, threads };
}

function messageChanged(state, message) {
  if (!state.threads[message.ticket_id]) return state;
  return withThread(state, message.ticket_id, (thread) => withMessage(thread, message));
}

function forgetOld(state, latest) {
  const ids = Object.keys(state.threads).filter((id) => id !== String(latest));
  if (ids.length < KEPT_THREADS) return state;
  const threads = { ...state.threads };
  ids.slice(0, ids.length - KEPT_THREADS + 1).forEach((id) => delete threads[id]);
  return { ...state, threads };
}

function withThread(state, id, change) {
  return { ...state, threads: { ...state.threads, [id]: change(state.threads[id] || emptyThread) } };
}
