// Take some messages out into a ticket of their own.

import { authorName } from "../naming.js";
import { html, useState } from "../dom.js";
import { post } from "../api.js";
import { openTicket } from "../routes.js";
import { useStore } from "../store.js";
import { moment } from "../times.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { t } from "../words.js";

export function SplitTicket({ ticket }) {
  const messages = useStore((state) => state.threads[ticket.id]?.messages || []);
  const [chosen, setChosen] = useState([]);
  const [subject, setSubject] = useState("");
  const [problem, setProblem] = useState("");
  const toggle = (id) => setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const submit = async () => {
    try {
      const answer = await post(`/console/tickets/${ticket.id}/split`, { message_ids: chosen, subject: subject.trim() || ticket.subject });
      closeDialog();
      if (answer.ticket) openTicket(answer.ticket.id);
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button>
    <button class="button primary" disabled=${!chosen.length}>${chosen.length ? t("split.do", { n: chosen.length }) : t("split")}</button>`;
  return html`
    <${Dialog} title=${t("split.title", { id: ticket.id })} size="wide" submit=${submit} footer=${footer}>
      <p class="quiet-text">${t("split.more")}</p>
      <div class="split-messages" role="group" aria-label=${t("split.choose")}>${messages.map((message) => html`
        <label key=${message.id} class="check split-message"><input type="checkbox" checked=${chosen.includes(message.id)} onChange=${() => toggle(message.id)} />
          <span class="grow one-line"><strong>${authorName(message)}</strong> ${message.reply_text || message.text}</span><time class="quiet-text small-text">${moment(message.at)}</time></label>`)}</div>
      <label class="field"><span class="label">${t("split.subject")}</span><input class="input" maxlength="250" value=${subject} placeholder=${ticket.subject} onInput=${(event) => setSubject(event.target.value)} /></label>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}
