/* What can happen to the widget: by the visitor, by the server, by the page around it. */
import { host } from "./host.js";
import { connect, disconnect, emit } from "./live.js";
import { lastId, together } from "./messages.js";
import { discard } from "./outbox.js";
import { forgetCookie, get, post, put, token } from "./server.js";
import { forgetAll, lasting, recall, remember } from "./storage.js";
import { change, state } from "./store.js";
import { words } from "./words.js";

/** Read what the first screen shows. */
export async function begin() {
  try {
    const start = await get("start.json");
    const { inbox, here, visitor, conversations, shared = [], articles = [] } = start;
    change({ loaded: true, broken: false, inbox, here, usual: start.usual_reply_seconds, visitor, conversations, shared, articles });
    tellUnread();
  } catch (refused) {
    if (refused.status === 401) return unknown();
    if (!state.loaded) change({ broken: true });
  }
}

/** Show one conversation, or with null an empty one. */
export async function show(ticket) {
  change({ screen: "conversation", ticket, messages: [], completeTo: 0, before: null, agentReadId: 0, ended: false, reading: null, queue: null, typing: null, fresh: null });
  if (ticket !== null) await refresh();
}

/** Go back to the first screen. */
export function home() {
  change({ screen: "home", ticket: null, messages: [], typing: null });
  begin();
}

/** Ask for what came since the last message we have; after a lost connection nothing is missing. */
export async function refresh() {
  const { ticket, completeTo } = state;
  if (ticket === null) return;
  const answer = await get(`conversations/${ticket}.json?since=${completeTo}`).catch(() => null);
  if (!answer || state.ticket !== ticket) return;
  const first = completeTo === 0;
  take(answer.messages);
  // Only what the server lists counts as complete: our own message may be newer than one of theirs that we missed.
  change({ agentReadId: answer.agent_read_id, ended: answer.ended, reading: answer.shared ?? null, queue: answer.queue ?? null, completeTo: Math.max(completeTo, answer.last_id) });
  if (first) change({ before: answer.before, fresh: answer.fresh });
  seen();
  if (answer.more) await refresh();
}

/** Load the page of messages before the oldest one shown. */
export async function older() {
  const { ticket, before } = state;
  if (!before) return;
  const answer = await get(`conversations/${ticket}.json?before=${before}`).catch(() => null);
  if (!answer || state.ticket !== ticket) return;
  take(answer.messages);
  change({ before: answer.before });
}

/** The server has stored our message. */
export function stored(ticket, message) {
  if (state.ticket === ticket && state.screen === "conversation") take([message]);
  const line = state.conversations.find((one) => one.ticket === ticket) ?? { ticket, unread: 0 };
  const others = state.conversations.filter((one) => one.ticket !== ticket);
  const changed = { ...line, status: "open", preview: message.text, last_message_at: message.at };
  change({ conversations: [changed, ...others] });
}

/** Our first message made this conversation. */
export function begun(ticket) {
  if (state.screen === "conversation" && state.ticket !== ticket) {
    change({ ticket });
    refresh(); // the server may have put it into a conversation that was still open
  }
  host.tell("known", true);
  connect();
}

function ours(message) {
  return message.from === "customer";
}

function take(fresh) {
  const known = new Set(state.messages.map((message) => message.id));
  // What was there before is read quietly: all of it in a thread just opened, nothing after the word that began one.
  const since = state.completeTo || Math.min(...known);
  const news = fresh.filter((message) => message.id > since && !known.has(message.id) && !ours(message));
  fresh.filter((message) => message.client_id).forEach((message) => discard(message.client_id));
  change({ messages: together(state.messages, fresh) });
  if (!news.length) return;
  const { name, text } = news.at(-1);
  change({ typing: null, said: `${name || words.team}: ${text || words.attachment}` });
}

/** Something was written in one of our conversations, by them or in another tab of ours. */
export function arrived({ client_id: ours }) {
  const mine = (message) => ours && message.client_id === ours;
  if (!state.messages.some(mine) && !state.pending.some(mine)) look();
}

/** See what is new everywhere. Several words at once make one look. */
export function look() {
  looking ||= setTimeout(async () => {
    looking = null;
    await Promise.all([refresh(), begin()]);
  }, 30);
}
let looking = null;

/** The visitor looks at this conversation right now. */
function watching(ticket) {
  return state.opened && state.screen === "conversation" && state.ticket === ticket && !document.hidden;
}

/** Say once how far the visitor has read. */
export function seen() {
  const last = lastId(state.messages.filter((message) => !ours(message)));
  if (state.reading || !last || !watching(state.ticket) || marked === last) return;
  marked = last;
  const { ticket } = state;
  if (!emit("read", { ticket, message_id: last })) {
    post(`conversations/${ticket}/read`, { message_id: last }).catch(() => (marked = null));
  }
  change({ conversations: state.conversations.map((c) => (c.ticket === ticket ? { ...c, unread: 0 } : c)) });
  tellUnread();
}
let marked = null;

function tellUnread() {
  const unread = state.conversations.reduce((sum, one) => sum + one.unread, 0);
  if (unread > told) host.tell("message", { unread });
  if (unread !== told) host.tell("unread", unread);
  told = unread;
}
let told = 0;

/** A name or an address the visitor gave: a claim, good for answering, never for looking anything up. */
export async function introduce(fields) {
  await token();
  const { visitor } = await put("visitor", fields);
  change({ visitor });
}

/** The site's own server vouches for who this is. Another person than before begins with nothing. */
export async function identify(who) {
  if (!who || typeof who !== "object") return;
  const user = String(who.user_id ?? "");
  const before = recall("identity");
  if (before !== null && before !== user) forget();
  await token();
  const { user_id, name, email, hash } = who;
  try {
    const answer = await put("identity", { user_id, name, email, hash, keep: !lasting });
    if (answer.token) remember("token", answer.token);
    remember("identity", user);
    host.tell("known", true);
    await begin();
    if (before !== user && state.opened) resume(); // whether the card was opened before or after we knew who it is
    connect();
  } catch (refused) {
    console.error(`helpdesk: identify was refused. ${refused.message}`);
  }
}

/** Leave nothing of this visitor in this browser. */
export function forget() {
  forgetAll();
  // Told only when it is so: the page asks for it again until then.
  forgetCookie().then((gone) => gone && host.tell("known", false));
  disconnect();
  change({ screen: "home", ticket: null, messages: [], pending: [], conversations: [], shared: [], visitor: null });
  tellUnread();
  begin();
}

/** The server does not know this token any more (the visitor was erased): go on as a new one, unsent words kept. */
export function unknown() {
  remember("token", null);
  remember("outbox", recall("outbox", []).map((message) => ({ ...message, ticket: null })));
  disconnect();
  change({ screen: "home", ticket: null, messages: [], conversations: [], shared: [], visitor: null });
  begin();
}

/** The card was opened: go where the talk is, if there is any. */
export async function opened(page) {
  change({ opened: true, page: page ?? state.page });
  if (!state.loaded) await begin();
  if (!resume()) begin();
  if (recall("token")) connect();
  seen();
}

// From the first screen to the conversation that is going on, if there is one.
function resume() {
  const running = state.conversations.find((one) => one.unread) ?? state.conversations.find(recent);
  if (state.screen !== "home" || !running) return false;
  show(running.ticket);
  return true;
}

function recent(conversation) {
  return conversation.status === "open" && Date.now() - Date.parse(conversation.last_message_at) < 86_400_000;
}
