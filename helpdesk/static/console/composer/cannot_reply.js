// When no reply can go out, the composer says why and offers what can be done instead, each with one click.

import { html } from "../dom.js";
import { openTicket } from "../routes.js";
import { dispatch } from "../store.js";
import { Icon, channelIcon } from "../ui/icon.js";
import { t } from "../words.js";
import { compose } from "./compose.js";
import { openWays, wayKey, wayText, whyShut } from "./ways.js";

const OTHERS_SHOWN = 3;

export function whyNot(ticket, way) {
  if (ticket.merged_into) return "merged";
  if (ticket.status === "closed") return "closed";
  if (!way && ticket.send_on) return "no_way";
  return whyShut(way);
}

export function CannotReply({ id, ticket, problem, way }) {
  const followUp = () => dispatch({ type: "dialog_opened", name: "new_ticket", about: { customer: ticket.customer, subject: ticket.subject } });
  const shut = way && problem === whyShut(way);
  const values = { id: ticket.merged_into, channel: way && t(`channel.${way.channel}`), word: way?.stopped?.word || t("way.stopped.said") };
  return html`
    <div class="cannot-reply"><${Icon} name="info" /><p class="grow">${t(`cannot.${problem}`, values)}</p>
      <span class="bar wrap tight">
        ${problem === "merged" && html`<button type="button" class="button small" onClick=${() => openTicket(ticket.merged_into)}>${t("open_number", { id: ticket.merged_into })}</button>`}
        ${problem === "closed" && html`<button type="button" class="button small" onClick=${followUp}>${t("follow_up")}</button>`}
        ${shut && way.after === "template" && problem === "window" && html`<${Template} id=${id} way=${way} />`}
        ${shut && openWays(ticket, way).slice(0, OTHERS_SHOWN).map((other) => html`<${Other} key=${wayKey(other)} id=${id} way=${other} />`)}
        <button type="button" class="button small" onClick=${() => compose("note")}>${t("write_note")}</button>
      </span>
    </div>`;
}

function Template({ id, way }) {
  const open = () => dispatch({ type: "dialog_opened", name: "template", about: { ticket: id, way } });
  return html`<button type="button" class="button small primary" onClick=${open}><${Icon} name="message-square-text" />${t("template.choose")}</button>`;
}

function Other({ id, way }) {
  const choose = () => {
    dispatch({ type: "draft_about", ticket: id, changes: { way: wayKey(way) } });
    compose("reply");
  };
  return html`<button type="button" class="button small" onClick=${choose}><${Icon} name=${channelIcon(way.channel)} /><span class="one-line">${t("way.instead", { way: wayText(way, t) })}</span></button>`;
}
