// What was proposed to the customer who complained.

import { html, useState } from "../dom.js";
import { put } from "../api.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { t } from "../words.js";

export function ComplaintProposal({ ticket, complaint, done }) {
  const [note, setNote] = useState(complaint.proposal);
  const [problem, setProblem] = useState("");
  const submit = async () => {
    try {
      await put(`/console/tickets/${ticket.id}/complaint/stage`, { stage: "proposal", note });
      closeDialog();
      done?.();
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary">${t("complaint.do.proposal")}</button>`;
  return html`
    <${Dialog} title=${t("complaint.do.proposal")} submit=${submit} footer=${footer}>
      <label class="field"><span class="label">${t("complaint.proposal.what")}</span><textarea class="input" rows="4" maxlength="4000" value=${note} onInput=${(event) => setNote(event.target.value)}></textarea></label>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}
