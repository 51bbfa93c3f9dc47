// What was promised to the customer, and by when: a new promise, or another time for one.

import { html, useState } from "../dom.js";
import { post, put } from "../api.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { zoneName } from "../times.js";
import { t } from "../words.js";

export function PromiseDialog({ ticket, promise }) {
  const [kind, setKind] = useState(promise?.kind || "promise");
  const [text, setText] = useState(promise?.text || "");
  const [when, setWhen] = useState(local(promise ? new Date(promise.due_at) : tomorrow()));
  const [problem, setProblem] = useState("");
  const submit = async () => {
    const due = new Date(when);
    if (Number.isNaN(due.getTime()) || due <= new Date()) return setProblem(t("later.past"));
    const said = { text, due_at: due.toISOString() };
    try {
      await (promise ? put(`/console/promises/${promise.id}`, said) : post(`/console/tickets/${ticket}/promises`, { ...said, kind }));
      closeDialog();
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary">${t(promise ? "promise.save" : "promise.add")}</button>`;
  return html`
    <${Dialog} title=${t("promise.title")} size="narrow" submit=${submit} footer=${footer}>
      ${!promise && html`<div class="segments" role="radiogroup" aria-label=${t("promise.kind")}>${["promise", "call_back"].map((one) => html`
        <button type="button" key=${one} class="segment" role="radio" aria-checked=${kind === one} onClick=${() => setKind(one)}>${t(`promise.kind.${one}`)}</button>`)}</div>`}
      <label class="field"><span class="label">${t("promise.what")}</span>
        <input class="input" autofocus maxlength="500" required=${kind === "promise"} placeholder=${t("promise.example")} value=${text} onInput=${(event) => setText(event.target.value)} /></label>
      <label class=${`field ${problem ? "wrong" : ""}`}><span class="label">${t("promise.when")}</span>
        <input class="input" type="datetime-local" required value=${when} onInput=${(event) => setWhen(event.target.value)} />
        ${problem && html`<span class="problem" role="alert">${problem}</span>`}
        <span class="hint">${t("promise.hint", { zone: zoneName() })}</span></label>
    <//>`;
}

function tomorrow() {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  day.setHours(9, 0, 0, 0);
  return day;
}

function local(time) {
  const two = (n) => String(n).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T${two(time.getHours())}:${two(time.getMinutes())}`;
}
