// Link a ticket with another: related, its part, or what it is a part of.

import { html, useState } from "../dom.js";
import { post } from "../api.js";
import { useStore } from "../store.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { loadThread } from "../verbs/loading.js";
import { t } from "../words.js";
import { TicketSearch } from "./ticket_search.js";

export function LinkTicket({ ticket }) {
  const customer = useStore((state) => state.threads[ticket.id]?.customer);
  const [other, setOther] = useState(null);
  const [kind, setKind] = useState("related");
  const [problem, setProblem] = useState("");
  const submit = async () => {
    try {
      await post(`/console/tickets/${ticket.id}/links`, { ticket_id: other, kind });
      closeDialog();
      loadThread(ticket.id);
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary" disabled=${!other}>${t("link")}</button>`;
  return html`
    <${Dialog} title=${t("link.title", { id: ticket.id })} size="wide" submit=${submit} footer=${footer}>
      <div class="segments" role="radiogroup" aria-label=${t("link.kind")}>${["related", "child", "parent"].map((one) => html`
        <button type="button" key=${one} class="segment" role="radio" aria-checked=${kind === one} onClick=${() => setKind(one)}>${t(`link.as.${one}`)}</button>`)}</div>
      <${TicketSearch} except=${ticket.id} customer=${customer} chosen=${other} choose=${(row) => setOther(row.id)} />
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}
