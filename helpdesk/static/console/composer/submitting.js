// From what is in the composer to what is sent.

import { dispatch, store } from "../store.js";
import { draftOf } from "../state/outbox.js";
import { toast } from "../ui/toasts.js";
import { send } from "../verbs/sending.js";
import { t } from "../words.js";
import { whyNot } from "./cannot_reply.js";
import { stopTyping } from "./typing.js";
import { chosenWay } from "./ways.js";

/** more: {status, send_at, confirmed}. Says why when it cannot be sent yet. */
export function submitFrom(id, kind, more = {}) {
  const { state } = store;
  const draft = draftOf(state, id);
  const { text, attachments } = draft[kind];
  const problem = unready(text, attachments);
  if (problem) return toast(t(problem), { kind: "bad" });
  const said = kind === "note" ? { mentions: mentioned(text, state.agents) } : asReply(state.threads[id].ticket, draft, more);
  if (!said) return;
  stopTyping(id);
  send({ ticket: id, kind, text: text.trimEnd(), attachments, ...said });
  if (kind === "reply") dispatch({ type: "draft_about", ticket: id, changes: { buttons: null, status: null } });
}

function unready(text, attachments) {
  if (attachments.some((file) => file.error)) return "send.failed_file";
  if (attachments.some((file) => !file.id)) return "send.still_uploading";
  return text.trim() || attachments.length ? null : "send.empty";
}

function asReply(ticket, draft, more) {
  const way = chosenWay(ticket, draft);
  if (whyNot(ticket, way)) return null;
  const said = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  if (draft.status) said.status ??= draft.status;
  if (way) Object.assign(said, { inbox_id: way.inbox_id, identity_id: way.identity_id });
  const titles = way?.buttons ? (draft.buttons || []).map((title) => title.trim()).filter(Boolean) : [];
  if (titles.length) said.buttons = titles;
  if (way?.channel === "email" && draft.cc !== undefined) said.cc = addresses(draft.cc);
  return said;
}

const addresses = (text) => text.split(/[,;，；\s]+/).filter((one) => one.includes("@"));

function mentioned(text, agents) {
  return Object.values(agents).filter((agent) => text.includes(`@${agent.name}`)).map((agent) => agent.id);
}
