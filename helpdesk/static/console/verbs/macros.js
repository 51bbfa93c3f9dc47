// Macros: several changes and perhaps a text, in one step.

import { get, post } from "../api.js";
import { dispatch, store } from "../store.js";
import { draftOf } from "../state/outbox.js";
import { pick } from "../commands/pick.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";
import { write } from "./drafting.js";

export async function pickMacro(about) {
  try {
    const { macros } = await get("/console/macros.json");
    if (macros.length) pick("macro", { ...about, macros });
    else toast(t("macro.none"));
  } catch (error) {
    toastError(error);
  }
}

export async function runMacro(tickets, macro) {
  for (const id of tickets) {
    try {
      const { ticket, draft_text, status_after } = await post(`/console/tickets/${id}/macros/${macro.id}`);
      if (ticket) dispatch({ type: "rows_arrived", rows: [ticket], mine: true });
      if (draft_text) append(id, draft_text, status_after);
    } catch (error) {
      return toastError(error);
    }
  }
  toast(t("macro.done", { name: macro.title }), { kind: "good" });
}

/** `status` waits for the text: it is what the ticket becomes once this has been sent. */
function append(id, text, status) {
  const before = draftOf(store.state, id).reply.text;
  write(id, "reply", { text: before ? `${before}\n\n${text}` : text });
  if (status) dispatch({ type: "draft_about", ticket: id, changes: { status } });
  dispatch({ type: "tab_chosen", ticket: id, tab: "reply" });
}
