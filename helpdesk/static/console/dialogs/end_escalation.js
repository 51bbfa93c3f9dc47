// End an escalation: how it came out.

import { html, useState } from "../dom.js";
import { put } from "../api.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { t } from "../words.js";

const OUTCOMES = ["solved", "answered", "compensated", "handed_back", "unfounded"];

export function EndEscalation({ escalation, done }) {
  const [outcome, setOutcome] = useState("solved");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState("");
  const submit = async () => {
    try {
      await put(`/console/escalations/${escalation.id}/end`, { outcome, note });
      closeDialog();
      done?.();
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary">${t("escalation.end")}</button>`;
  return html`
    <${Dialog} title=${t("escalation.end.title", { id: escalation.ticket_id })} submit=${submit} footer=${footer}>
      <label class="field"><span class="label">${t("escalation.outcome")}</span><select class="input" value=${outcome} onChange=${(event) => setOutcome(event.target.value)}>
        ${OUTCOMES.map((one) => html`<option key=${one} value=${one} selected=${one === outcome}>${t(`escalation.outcome.${one}`)}</option>`)}</select></label>
      <label class="field"><span class="label">${t("escalation.note")}</span><textarea class="input" rows="4" maxlength="2000" value=${note} onInput=${(event) => setNote(event.target.value)}></textarea></label>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}
