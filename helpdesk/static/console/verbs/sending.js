// Sending is shown at once. What the server refuses goes back into the composer with the reason; what it did
// not hear waits, survives a reload, and is sent when the connection is back: the client_id makes it arrive once.

import { get, post, remove } from "../api.js";
import { dispatch, store } from "../store.js";
import { draftOf } from "../state/outbox.js";
import { recall, remember } from "../storage.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";
import { clear, write } from "./drafting.js";
import { hadTimeFor } from "./just_heard.js";

/** draft: {ticket, kind, text, attachments, …what else the request says}. */
export function send({ ticket, kind, text, attachments = [], keepDraft = false, ...said }) {
  const client_id = crypto.randomUUID?.() ?? fallbackId();
  const body = { ...said, text, client_id, attachment_ids: attachments.map((file) => file.id) };
  if (kind === "reply") body.last_seen_message_id = lastSeen(ticket);
  dispatch({ type: "written", entry: { client_id, ticket_id: ticket, kind, text, attachments, body, at: now() } });
  dispatch({ type: "meanwhile", ticket, message: null });
  if (!keepDraft) clear(ticket, kind);
  return deliver(client_id);
}

export async function deliver(client_id) {
  const entry = store.state.outbox[client_id];
  if (!entry) return;
  dispatch({ type: "entry_changed", client_id, changes: { state: "sending", error: null } });
  try {
    const path = `/console/tickets/${entry.ticket_id}/${entry.kind === "note" ? "notes" : "replies"}`;
    const { message, ticket } = await post(path, entry.body);
    dispatch({ type: "message_changed", message: { client_id, ...message } });
    if (ticket) dispatch({ type: "rows_arrived", rows: [ticket], mine: true });
  } catch (error) {
    failed(entry, error);
  }
  keep();
}

function failed(entry, error) {
  const { client_id } = entry;
  if (error.code === "answered_meanwhile") {
    takeBack(client_id);
    return dispatch({ type: "meanwhile", ticket: entry.ticket_id, message: { ...error.details.message, body: entry.body } });
  }
  const state = error.isOffline || error.status === 401 || error.status >= 500 || error.status === 429 ? "waiting" : "refused";
  dispatch({ type: "entry_changed", client_id, changes: { state, error: error.isOffline ? null : error.description || error.message } });
}

/** Back into the composer, before whatever has been written there since. */
export function takeBack(client_id) {
  const entry = store.state.outbox[client_id];
  if (!entry) return;
  putBack(entry.ticket_id, entry.kind, entry.text, entry.attachments, entry.body.status);
  dispatch({ type: "entry_gone", client_id });
  keep();
}

function putBack(ticket, kind, text, attachments = [], status = null) {
  const draft = draftOf(store.state, ticket)[kind];
  const both = [text, draft.text].filter((part) => part?.trim()).join("\n\n");
  const files = attachments.map((file) => ({ ...file, key: file.key || String(file.id) }));
  write(ticket, kind, { text: both, attachments: [...files, ...draft.attachments] });
  if (status) dispatch({ type: "draft_about", ticket, changes: { status } });
  dispatch({ type: "tab_chosen", ticket, tab: kind });
}

/** Undo while the reply is still held back, or cancel one that was to go later. */
export async function undoSend(message) {
  try {
    const { draft } = await remove(`/console/replies/${message.id}`);
    putBack(message.ticket_id, "reply", draft?.text ?? message.text, draft?.attachments ?? message.attachments, draft?.status);
    dispatch({ type: "message_changed", message: { ...message, state: "cancelled", deleted_at: now() } });
  } catch (error) {
    if (error.status === 409) toast(t("undo.too_late"), { kind: "bad" });
    else toastError(error);
  }
}

export const retry = (message) => settle(message, "retry", "queued");

/** Nobody could know whether it went out; the agent has looked, and it did. */
export const arrived = (message) => settle(message, "arrived", "sent");

async function settle(message, how, state) {
  dispatch({ type: "message_changed", message: { ...message, state, error: null } });
  try {
    const answer = await post(`/console/replies/${message.id}/${how}`);
    if (answer.message) dispatch({ type: "message_changed", message: answer.message });
  } catch (error) {
    dispatch({ type: "message_changed", message });
    toastError(error);
  }
}

/** What waited is sent when the connection is back, oldest first. */
export async function sendWaiting() {
  const waiting = Object.values(store.state.outbox).filter((entry) => entry.state === "waiting");
  for (const entry of waiting.sort((a, b) => (a.at < b.at ? -1 : 1))) await deliver(entry.client_id);
}

export function restoreWaiting() {
  for (const entry of recall(outboxName(), [])) {
    dispatch({ type: "written", entry });
    dispatch({ type: "entry_changed", client_id: entry.client_id, changes: { state: "waiting" } });
  }
  window.addEventListener("pagehide", keep);
}

function keep() {
  if (!store.state.me) return;
  const entries = Object.values(store.state.outbox);
  remember(outboxName(), entries.length ? entries : null);
}

export async function fillSavedReply(ticket, id) {
  return (await get(`/console/tickets/${ticket}/saved_replies/${id}.json`)).text;
}

const outboxName = () => `outbox.${store.state.me.id}`; // two people may share this device
const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");

function lastSeen(ticket) {
  return store.state.threads[ticket]?.messages.filter((message) => message.kind !== "note" && hadTimeFor(message)).at(-1)?.id ?? null;
}

/** Outside a secure context (http on an intranet name) browsers have no randomUUID. */
function fallbackId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
