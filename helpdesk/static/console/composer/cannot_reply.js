// When no reply can go out, the composer says why and what can be done instead.

import { html } from "../dom.js";
import { openTicket } from "../routes.js";
import { dispatch } from "../store.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { compose } from "./compose.js";
import { windowLeft } from "./ways.js";

export function whyNot(ticket, way) {
  if (ticket.merged_into) return "merged";
  if (ticket.status === "closed") return "closed";
  if (!way && ticket.send_on) return "no_way";
  const left = windowLeft(way);
  return left !== null && left <= 0 && ticket.send_on.length < 2 ? "window" : null;
}

export function CannotReply({ ticket, problem }) {
  const followUp = () => dispatch({ type: "dialog_opened", name: "new_ticket", about: { customer: ticket.customer, subject: ticket.subject } });
  return html`
    <div class="cannot-reply"><${Icon} name="info" /><p class="grow">${t(`cannot.${problem}`, { id: ticket.merged_into })}</p>
      ${problem === "merged" && html`<button type="button" class="button small" onClick=${() => openTicket(ticket.merged_into)}>${t("open_number", { id: ticket.merged_into })}</button>`}
      ${problem === "closed" && html`<button type="button" class="button small" onClick=${followUp}>${t("follow_up")}</button>`}
      <button type="button" class="button small" onClick=${() => compose("note")}>${t("write_note")}</button>
    </div>`;
}
