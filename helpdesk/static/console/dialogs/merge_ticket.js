// Merge a ticket into another: says which one stays. It can be undone.

import { html, useState } from "../dom.js";
import { post } from "../api.js";
import { openTicket } from "../routes.js";
import { useStore } from "../store.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { toast } from "../ui/toasts.js";
import { unmerge } from "../thread/ticket_menu.js";
import { t } from "../words.js";
import { TicketSearch } from "./ticket_search.js";

export function MergeTicket({ ticket, into: proposed }) {
  const customer = useStore((state) => state.threads[ticket.id]?.customer);
  const [into, setInto] = useState(proposed ?? null);
  const [problem, setProblem] = useState("");
  const submit = async () => {
    try {
      await post(`/console/tickets/${ticket.id}/merge`, { into });
      closeDialog();
      openTicket(into);
      toast(t("done.merged", { id: ticket.id, into }), { kind: "good", undo: () => unmerge(ticket.id) });
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button>
    <button class="button primary" disabled=${!into}>${into ? t("merge.into", { id: into }) : t("merge")}</button>`;
  return html`
    <${Dialog} title=${t("merge.title", { id: ticket.id })} size="wide" submit=${submit} footer=${footer}>
      <p class="quiet-text">${t("merge.more", { id: ticket.id })}</p>
      <${TicketSearch} except=${ticket.id} customer=${customer} chosen=${into} choose=${(row) => setInto(row.id)} />
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}
