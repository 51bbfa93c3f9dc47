// What was learned from a complaint: its cause, and the article or the rule that came of it.

import { html, useState } from "../dom.js";
import { put } from "../api.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { t } from "../words.js";

const CAUSES = ["product", "delivery", "price", "service", "information", "system", "other"];

export function ComplaintLesson({ ticket, complaint, done }) {
  const [values, setValues] = useState({ cause: complaint.cause || "product", lesson: complaint.lesson, article_id: complaint.article_id || "", rule_id: complaint.rule_id || "" });
  const [problem, setProblem] = useState("");
  const set = (name) => (event) => setValues({ ...values, [name]: event.target.value });
  const submit = async () => {
    try {
      await put(`/console/tickets/${ticket.id}/complaint/lesson`, { ...values, article_id: Number(values.article_id) || null, rule_id: Number(values.rule_id) || null });
      closeDialog();
      done?.();
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary">${t("complaint.lesson.keep")}</button>`;
  return html`
    <${Dialog} title=${t("complaint.lesson.write")} submit=${submit} footer=${footer}>
      <label class="field"><span class="label">${t("complaint.cause")}</span><select class="input" value=${values.cause} onChange=${set("cause")}>
        ${CAUSES.map((one) => html`<option key=${one} value=${one} selected=${one === values.cause}>${t(`cause.${one}`)}</option>`)}</select></label>
      <label class="field"><span class="label">${t("complaint.lesson")}</span><textarea class="input" rows="4" maxlength="4000" value=${values.lesson} onInput=${set("lesson")}></textarea></label>
      <div class="field-row">
        <label class="field"><span class="label">${t("complaint.article")}</span><input class="input" inputmode="numeric" pattern="[0-9]*" value=${values.article_id} onInput=${set("article_id")} /></label>
        <label class="field"><span class="label">${t("complaint.rule")}</span><input class="input" inputmode="numeric" pattern="[0-9]*" value=${values.rule_id} onInput=${set("rule_id")} /></label>
      </div>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}
