// Hand over all I have, or, for who leads, what somebody else has: a hundred at a time, and again while some are left.

import { html, useState } from "../dom.js";
import { post } from "../api.js";
import { useStore } from "../store.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";

export function HandOver() {
  const { me, agents } = useStore((state) => ({ me: state.me, agents: state.agents }));
  const [whose, setWhose] = useState(me.id);
  const [gone, setGone] = useState(null);
  const address = whose === me.id ? "/console/me/hand-over" : `/console/agents/${whose}/hand-over`;
  const run = async () => {
    let all = 0;
    try {
      for (let left = 1; left > 0; ) {
        setGone(all);
        const answer = await post(address);
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
    <${Dialog} title=${t(me.role === "agent" ? "hand_over.title" : "hand_over.title_any")} submit=${run} footer=${footer}>
      ${me.role !== "agent" && html`<label class="field"><span class="label">${t("hand_over.whose")}</span>
        <select class="input" onChange=${(event) => setWhose(Number(event.target.value))}>${Object.values(agents).filter((one) => !one.disabled).sort((one, other) => (other.id === me.id) - (one.id === me.id) || one.name.localeCompare(other.name)).map((one) => html`<option value=${one.id} key=${one.id}>${one.name}</option>`)}</select></label>`}
      <p>${gone ? t("hand_over.going", { n: gone }) : t("hand_over.text")}</p>
    <//>`;
}
