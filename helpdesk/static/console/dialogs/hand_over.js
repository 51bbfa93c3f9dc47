// Hand over all I have: a hundred at a time, and again while some are left.

import { html, useState } from "../dom.js";
import { post } from "../api.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";

export function HandOver() {
  const [gone, setGone] = useState(null);
  const run = async () => {
    let all = 0;
    try {
      for (let left = 1; left > 0; ) {
        setGone(all);
        const answer = await post("/console/me/hand-over");
        all += answer.went;
        left = answer.left;
      }
      toast(all ? t("hand_over.done", { n: all }) : t("hand_over.none"));
    } catch (error) {
      toastError(error);
    }
    closeDialog();
  };
  const footer = html`
    <button type="submit" class="button primary" disabled=${gone !== null}>${t("hand_over.yes")}</button>
    <button type="button" class="button" onClick=${closeDialog}>${t("cancel.dialog")}</button>`;
  return html`
    <${Dialog} title=${t("hand_over.title")} submit=${run} footer=${footer}>
      <p>${gone ? t("hand_over.going", { n: gone }) : t("hand_over.text")}</p>
    <//>`;
}
