// Hand over all I have, or, for who leads, what somebody else has: who would get how many is said before, and it can be
// undone after. A hundred go at a time, and again while some are left.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { useStore } from "../store.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { toastError } from "../ui/toasts.js";
import { handOver } from "../verbs/handing_over.js";
import { language, t } from "../words.js";

export function HandOver({ whose: asked }) {
  const { me, agents } = useStore((state) => ({ me: state.me, agents: state.agents }));
  const [whose, setWhose] = useState(asked || me.id);
  const [gone, setGone] = useState(null);
  const address = whose === me.id ? "/console/me/hand-over" : `/console/agents/${whose}/hand-over`;
  const found = useForeseen(address);
  const run = async () => {
    setGone(0);
    await handOver(address, setGone, agents[whose]?.disabled);
    closeDialog();
  };
  const footer = html`
    <button type="submit" class="button primary" disabled=${gone !== null || isNothing(found)}>${t("hand_over.yes")}</button>
    <button type="button" class="button" onClick=${closeDialog}>${t("cancel.dialog")}</button>`;
  return html`
    <${Dialog} title=${t(me.role === "agent" ? "hand_over.title" : "hand_over.title_any")} submit=${() => gone === null && !isNothing(found) && run()} footer=${footer}>
      ${me.role !== "agent" && html`<${Whose} whose=${whose} me=${me} agents=${agents} asked=${asked} change=${setWhose} />`}
      <div aria-live="polite">${gone ? html`<p>${t("hand_over.going", { n: gone })}</p>` : html`<${Foreseen} found=${found} isMine=${whose === me.id} />`}</div>
    <//>`;
}

function Whose({ whose, me, agents, asked, change }) {
  const shown = Object.values(agents).filter((one) => !one.disabled || one.id === asked);
  shown.sort((one, other) => (other.id === me.id) - (one.id === me.id) || one.name.localeCompare(other.name));
  return html`<label class="field"><span class="label">${t("hand_over.whose")}</span>
    <select class="input" value=${whose} onChange=${(event) => change(Number(event.target.value))}>${shown.map((one) => html`<option value=${one.id} key=${one.id}>${one.name}</option>`)}</select></label>`;
}

/** What would become of them, as things stand; null while it is looked up. */
function useForeseen(address) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    let wanted = true;
    setFound(null);
    get(`${address}.json`).then((answer) => wanted && setFound(answer), toastError);
    return () => (wanted = false);
  }, [address]);
  return found;
}

const isNothing = (found) => found !== null && !found.to.length && !found.waiting.length && !found.resting && !found.unseen;

function Foreseen({ found, isMine }) {
  if (!found) return html`<p class="quiet-text">${t("hand_over.looking")}</p>`;
  if (isNothing(found)) return html`<p>${t(isMine ? "hand_over.none" : "hand_over.none_any")}</p>`;
  const line = (text, n) => html`<li key=${text}><span class="breakable">${text}</span><strong class="tabular">${n}</strong></li>`;
  return html`
    <p>${t("hand_over.about")}</p>
    <ul class="tally">
      ${found.to.map((one) => line(one.name, one.n))}
      ${found.waiting.map((one) => line(one.name ? t("hand_over.waits", { team: one.name }) : t("hand_over.waits_none"), one.n))}
      ${found.resting > 0 && line(t("hand_over.rests"), found.resting)}
      ${found.unseen > 0 && line(t("hand_over.unseen"), found.unseen)}
    </ul>
    <p class="quiet-text">${t("hand_over.text")}${found.stays ? `${language() === "zh" ? "" : " "}${t(isMine ? "hand_over.stays" : "hand_over.stays_any")}` : ""}</p>`;
}
