// The rarer things that can be done to a ticket; each with its undo.

import { remove } from "../api.js";
import { pick } from "../commands/pick.js";
import { dispatch } from "../store.js";
import { change } from "../verbs/changing.js";
import { loadThread } from "../verbs/loading.js";
import { assignToMe, spam, trash, wake } from "../verbs/solving.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";

export function ticketMenu(ticket) {
  const open = (name) => () => dispatch({ type: "dialog_opened", name, about: { ticket } });
  const { id } = ticket;
  return [
    { label: t("assign_me"), icon: "user-check", hint: "I", run: () => assignToMe([id]) },
    { label: t("set_team"), icon: "users", hint: "G", run: () => pick("team", { tickets: [id] }) },
    { label: t(ticket.following ? "unfollow" : "follow"), icon: ticket.following ? "bell-off" : "bell", run: () => change(id, "following", !ticket.following) },
    { label: t("escalation.hand_up"), icon: "arrow-up", run: open("hand_up") },
    ticket.snoozed_until && { label: t("wake"), icon: "bell", run: () => wake([id]) },
    "line",
    { label: t("merge"), icon: "merge", run: open("merge") },
    ticket.merged_into && { label: t("unmerge"), icon: "undo-2", run: () => unmerge(id) },
    { label: t("split"), icon: "split", run: open("split") },
    { label: t("link"), icon: "link", run: open("link") },
    { label: t("copy_link"), icon: "copy", run: () => copyLink(id) },
    "line",
    ticket.spam ? { label: t("not_spam"), icon: "shield-check", run: () => spam([id], false) } : { label: t("spam"), icon: "shield-alert", run: () => spam([id]) },
    ticket.trashed ? { label: t("restore"), icon: "rotate-ccw", run: () => trash([id], false) } : { label: t("trash"), icon: "trash-2", danger: true, run: () => trash([id]) },
  ];
}

export async function unmerge(id) {
  try {
    await remove(`/console/tickets/${id}/merge`);
    toast(t("done.unmerged"), { kind: "good" });
    loadThread(id);
  } catch (error) {
    toastError(error);
  }
}

async function copyLink(id) {
  await navigator.clipboard?.writeText(`${window.location.origin}/tickets/${id}`);
  toast(t("done.copied"), { kind: "good" });
}
