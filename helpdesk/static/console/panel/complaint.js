// How far a complaint has come, what is done next, and what was learned from it.

import { classes, html } from "../dom.js";
import { put } from "../api.js";
import { dispatch } from "../store.js";
import { fullTime, moment } from "../times.js";
import { Icon } from "../ui/icon.js";
import { toastError } from "../ui/toasts.js";
import { t } from "../words.js";

const STAGES = ["received", "answered", "proposal", "agreed", "followed_up"];

export function Complaint({ complaint, ticket, load }) {
  const open = (name) => () => dispatch({ type: "dialog_opened", name, about: { ticket, complaint, done: load } });
  const reach = (stage) => async () => {
    try {
      await put(`/console/tickets/${ticket.id}/complaint/stage`, { stage });
      load();
    } catch (error) {
      toastError(error);
    }
  };
  const next = STAGES.slice(2).find((stage) => !complaint.stages[stage]);
  return html`
    <div class="complaint">
      <h4>${t("complaint")}</h4>
      <ol class="stages">${STAGES.map((stage) => html`
        <li key=${stage} class=${classes("stage", { reached: complaint.stages[stage] })}><${Icon} name=${complaint.stages[stage] ? "circle-check" : "circle"} />
          <span>${t(`complaint.${stage}`)}</span>
          ${complaint.stages[stage] && html`<time class="push figure" dateTime=${complaint.stages[stage]} title=${fullTime(complaint.stages[stage])}>${moment(complaint.stages[stage])}</time>`}</li>`)}</ol>
      ${complaint.proposal && html`<blockquote class="quoted-note">${complaint.proposal}</blockquote>`}
      <div class="bar wrap">
        ${next && html`<button type="button" class="button small" onClick=${next === "proposal" ? open("complaint_proposal") : reach(next)}>${t(`complaint.do.${next}`)}</button>`}
        <button type="button" class="button small quiet" onClick=${open("complaint_lesson")}><${Icon} name="book-open" />${t(complaint.learned_at ? "complaint.lesson.change" : "complaint.lesson.write")}</button>
      </div>
      ${complaint.learned_at && html`<p class="lesson"><strong>${t(`cause.${complaint.cause || "other"}`)}</strong> ${complaint.lesson}</p>`}
    </div>`;
}
