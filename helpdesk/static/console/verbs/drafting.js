// Drafts: kept in this window at each stroke, on this device after a moment, on the server a little later.
// On this device a draft is `ahead` until the server has it: what the server has may be newer, from another device.
// The server has room for one a ticket: the other tab's, if there is one, is then kept here alone.

import { put, remove } from "../api.js";
import { dispatch, store } from "../store.js";
import { draftOf } from "../state/outbox.js";
import { recall, remember } from "../storage.js";

const SAVE_AFTER_MS = 900;
const KINDS = ["reply", "note"];
const timers = new Map(); // of each draft that is still to be saved: its name → { timer, ticket, kind }

export function write(ticket, kind, changes) {
  dispatch({ type: "draft_changed", ticket, kind, changes });
  const name = nameOf(ticket, kind);
  clearTimeout(timers.get(name)?.timer);
  timers.set(name, { ticket, kind, timer: setTimeout(() => save(ticket, kind), SAVE_AFTER_MS) });
}

/** Nothing is left to keep: it was sent, or thrown away. */
export function clear(ticket, kind) {
  dispatch({ type: "draft_changed", ticket, kind, changes: { text: "", attachments: [] } });
  clearTimeout(timers.get(nameOf(ticket, kind))?.timer);
  save(ticket, kind);
}

async function save(ticket, kind, how) {
  timers.delete(nameOf(ticket, kind));
  keep(ticket, kind, true);
  const kept = isEmpty(ticket, kind) ? otherThan(kind) : kind;
  try {
    await tell(ticket, kept, how);
    KINDS.forEach((one) => keep(ticket, one, one !== kept || timers.has(nameOf(ticket, one))));
  } catch {
    // Not told to the person: the text is safe here, and the next stroke tries again.
  }
}

function tell(ticket, kind, how) {
  const path = `/console/tickets/${ticket}/draft`;
  const { text, attachments } = draftOf(store.state, ticket)[kind];
  if (isEmpty(ticket, kind)) return remove(path, undefined, how);
  return put(path, { kind, text, attachment_ids: attachments.filter((file) => file.id).map((file) => file.id) }, how);
}

/** Bring back what was written before, from this device or from the server, without touching what is being written. */
export function restore(ticket, saved) {
  for (const kind of KINDS) {
    const now = draftOf(store.state, ticket)[kind];
    if (now.text || now.attachments.length) continue;
    const here = hereStill(ticket, kind, saved);
    const there = saved?.kind === kind ? saved : null;
    if (here?.text || there) {
      const changes = { text: here?.text || there.text, attachments: (there?.attachments || []).map((file) => ({ ...file, key: String(file.id) })) };
      dispatch({ type: "draft_changed", ticket, kind, changes });
      if (here?.status) dispatch({ type: "draft_about", ticket, changes: { status: here.status } });
      if (kind === "note" && !draftOf(store.state, ticket).reply.text) dispatch({ type: "tab_chosen", ticket, tab: "note" });
    }
  }
}

/** What this device has, unless the server had it too: then it was sent, thrown away or written on elsewhere. */
function hereStill(ticket, kind, saved) {
  const here = recall(nameOf(ticket, kind));
  if (here?.ahead !== false || (saved && saved.kind !== kind)) return here;
  if (!saved) remember(nameOf(ticket, kind), null);
  return saved ? { text: saved.text, status: here.status } : null;
}

/** A window that closes still says what was written in it, and what was taken back. */
export function saveBeforeLeaving() {
  window.addEventListener("pagehide", () => timers.forEach(({ ticket, kind, timer }) => {
    clearTimeout(timer);
    save(ticket, kind, { keepalive: true });
  }));
}

function keep(ticket, kind, ahead) {
  const draft = draftOf(store.state, ticket);
  const said = { text: draft[kind].text, status: kind === "reply" ? draft.status : null, ahead };
  remember(nameOf(ticket, kind), isEmpty(ticket, kind) ? null : said);
}

function isEmpty(ticket, kind) {
  const { text, attachments } = draftOf(store.state, ticket)[kind];
  return !text.trim() && !attachments.length;
}

const nameOf = (ticket, kind) => `draft.${ticket}.${kind}`;
const otherThan = (kind) => (kind === "reply" ? "note" : "reply");
