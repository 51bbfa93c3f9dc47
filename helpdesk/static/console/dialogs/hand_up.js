// Hand a ticket up to the supervisors, with a reason and a word about it.

import { html, useState } from "../dom.js";
import { post } from "../api.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { toast } from "../ui/toasts.js";
import { t } from "../words.js";

const REASONS = ["agent_asked", "customer_asked", "complaint", "vip_waiting"];

export function HandUp({ ticket, done }) {
  const [reason, setReason] = useState(ticket.type === "complaint" ? "complaint" : "agent_asked");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState("");
  const submit = async () => {
    try {
      await post(`/console/tickets/${ticket.id}/escalations`, { reason, note });
      closeDialog();
      toast(t("escalation.handed_up"), { kind: "good" });
      done?.();
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary">${t("escalation.hand_up")}</button>`;
  return html`
    <${Dialog} title=${t("escalation.hand_up.title", { id: ticket.id })} submit=${submit} footer=${footer}>
      <p class="quiet-text">${t("escalation.hand_up.more")}</p>
      <label class="field"><span class="label">${t("escalation.reason")}</span><select class="input" value=${reason} onChange=${(event) => setReason(event.target.value)}>
        ${REASONS.map((one) => html`<option key=${one} value=${one} selected=${one === reason}>${t(`escalation.reason.${one}`)}</option>`)}</select></label>
      <label class="field"><span class="label">${t("escalation.note")}</span><textarea class="input" rows="4" maxlength="2000" value=${note} onInput=${(event) => setNote(event.target.value)}></textarea></label>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}
