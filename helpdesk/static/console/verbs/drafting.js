// Drafts: kept in this window at each stroke, on this device after a moment, on the server a little later.

import { put, remove } from "../api.js";
import { dispatch, store } from "../store.js";
import { draftOf } from "../state/outbox.js";
import { recall, remember } from "../storage.js";

const SAVE_AFTER_MS = 900;
const timers = new Map();

export function write(ticket, kind, changes) {
  dispatch({ type: "draft_changed", ticket, kind, changes });
  clearTimeout(timers.get(ticket));
  timers.set(ticket, setTimeout(() => save(ticket, kind), SAVE_AFTER_MS));
}

/** Nothing is left to keep: it was sent, or thrown away. */
export function clear(ticket, kind) {
  dispatch({ type: "draft_changed", ticket, kind, changes: { text: "", attachments: [] } });
  clearTimeout(timers.get(ticket));
  save(ticket, kind);
}

async function save(ticket, kind) {
  timers.delete(ticket);
  const draft = draftOf(store.state, ticket);
  const { text, attachments } = draft[kind];
  const isEmpty = !text.trim() && !attachments.length;
  remember(`draft.${ticket}.${kind}`, isEmpty ? null : { text, status: kind === "reply" ? draft.status : null });
  const path = `/console/tickets/${ticket}/draft`;
  const ready = attachments.filter((file) => file.id).map((file) => file.id);
  // Not told to the person when it fails: the text is safe here, and the next stroke tries again.
  await (isEmpty ? remove(path) : put(path, { kind, text, attachment_ids: ready })).catch(() => null);
}

/** Bring back what was written before, from this device or from the server, without touching what is being written. */
export function restore(ticket, saved) {
  for (const kind of ["reply", "note"]) {
    const now = draftOf(store.state, ticket)[kind];
    if (now.text || now.attachments.length) continue;
    const here = recall(`draft.${ticket}.${kind}`);
    const there = saved?.kind === kind ? saved : null;
    if (here?.text || there) {
      const changes = { text: here?.text || there.text, attachments: (there?.attachments || []).map((file) => ({ ...file, key: String(file.id) })) };
      dispatch({ type: "draft_changed", ticket, kind, changes });
      if (here?.status) dispatch({ type: "draft_about", ticket, changes: { status: here.status } });
      if (kind === "note" && !draftOf(store.state, ticket).reply.text) dispatch({ type: "tab_chosen", ticket, tab: "note" });
    }
  }
}

/** A window that closes still says what was written in it. */
export function saveBeforeLeaving() {
  window.addEventListener("pagehide", () => timers.forEach((timer, ticket) => {
    clearTimeout(timer);
    for (const kind of ["reply", "note"]) {
      const draft = draftOf(store.state, ticket);
      const { text } = draft[kind];
      remember(`draft.${ticket}.${kind}`, text.trim() ? { text, status: kind === "reply" ? draft.status : null } : null);
    }
  }));
}
