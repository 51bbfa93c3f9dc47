// A day and an hour of one's own, for snoozing and for sending later.

import { html, useState } from "../dom.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { t } from "../words.js";

export function Later({ title, done }) {
  const [value, setValue] = useState(tomorrow());
  const [problem, setProblem] = useState("");
  const submit = () => {
    const time = new Date(value);
    if (Number.isNaN(time.getTime())) return setProblem(t("later.no_time"));
    if (time <= new Date()) return setProblem(t("later.past"));
    closeDialog();
    done(time);
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary">${t("later.set")}</button>`;
  return html`
    <${Dialog} title=${title} size="narrow" submit=${submit} footer=${footer}>
      <label class=${`field ${problem ? "wrong" : ""}`}><span class="label">${t("later.when")}</span>
        <input class="input" type="datetime-local" autofocus required value=${value} onInput=${(event) => setValue(event.target.value)} />
        ${problem && html`<span class="problem" role="alert">${problem}</span>`}
        <span class="hint">${Intl.DateTimeFormat().resolvedOptions().timeZone}</span></label>
    <//>`;
}

function tomorrow() {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  const two = (n) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T09:00`;
}
