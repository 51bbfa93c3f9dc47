/* Messages on their way. Each has its own id, so that sending one again never doubles it. */
import { begun, stored, unknown } from "./actions.js";
import { post, token } from "./server.js";
import { recall, remember } from "./storage.js";
import { change, state } from "./store.js";

const PATIENCE = [1, 2, 5, 10, 20, 30]; // seconds between tries while nobody answers

let flushing = false;
let tries = 0;
let alarm = null;

/** Take up what an earlier page could not send any more. */
export function resume() {
  change({ pending: recall("outbox", []) });
  flush();
}

/** Show the message at once, keep it through a reload, send it when that is possible. */
export function enqueue(draft) {
  const message = { ...draft, client_id: newId(), at: new Date().toISOString(), state: "waiting" };
  save([...recall("outbox", []), message]);
  flush();
}

/** Try a refused message again. */
export function retry(clientId) {
  tries = 0;
  mark(clientId, { state: "waiting", error: null });
  flush();
}

/** Give up on a message, or take one out that has arrived. */
export function discard(clientId) {
  save(recall("outbox", []).filter((message) => message.client_id !== clientId));
}

/** Send what waits, oldest first, one at a time: they must arrive in the order they were written. */
export async function flush() {
  if (flushing || state.resumeAt > Date.now()) return;
  flushing = true;
  clearTimeout(alarm);
  try {
    for (let next = waiting(); next; next = waiting()) {
      if (!(await sent(next))) break;
    }
  } finally {
    flushing = false;
  }
}

async function sent(message) {
  mark(message.client_id, { state: "sending" });
  try {
    await token();
    const { message: kept, ticket } = await post("messages", body(message));
    tries = 0;
    change({ resumeAt: null });
    follow(ticket);
    if (state.ticket === message.ticket) begun(ticket);
    if (kept) stored(ticket, kept);
    discard(message.client_id);
    return true;
  } catch (refused) {
    return refused.passing ? waitAndTry(message, refused) : giveUp(message, refused);
  }
}

function body(message) {
  const { client_id, ticket, text, attachments, page, form } = message;
  return { client_id, ticket, text, page, form, attachment_ids: attachments.map((file) => file.id) };
}

// What was written into a conversation that did not exist yet belongs to the one that now does.
function follow(ticket) {
  const moved = recall("outbox", []).map((m) => (m.ticket === null ? { ...m, ticket } : m));
  save(moved);
}

function waitAndTry(message, refused) {
  mark(message.client_id, { state: "waiting" });
  const seconds = refused.wait || PATIENCE[Math.min(tries++, PATIENCE.length - 1)];
  if (refused.status === 429) change({ resumeAt: Date.now() + seconds * 1000 });
  alarm = setTimeout(flush, seconds * 1000);
  return false;
}

function giveUp(message, refused) {
  if (refused.status === 401) unknown();
  mark(message.client_id, { state: "failed", error: refused.message });
  return true;
}

function waiting() {
  return recall("outbox", []).find((message) => message.state !== "failed");
}

function mark(clientId, fields) {
  save(recall("outbox", []).map((m) => (m.client_id === clientId ? { ...m, ...fields } : m)));
}

function save(messages) {
  remember("outbox", messages.length ? messages : null);
  change({ pending: messages });
}

// crypto.randomUUID wants a secure context, which an intranet page on plain http is not.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
