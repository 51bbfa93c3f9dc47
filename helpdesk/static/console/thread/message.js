// One message: its words, what was quoted (folded), its files, and how far it got.

import { classes, html, memo, useState } from "../dom.js";
import { clockTime, fullTime } from "../times.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { Attachments } from "./attachments.js";
import { Delivery } from "./delivery.js";
import { Formatted } from "./formatted.js";
import { Parts, saysAll } from "./parts.js";
import { RichText } from "./rich_text.js";

export const Message = memo(({ message, mine, ticked }) => {
  const [unfolded, setUnfolded] = useState(false);
  const [formatted, setFormatted] = useState(false);
  const short = message.reply_text ?? message.text ?? "";
  const quoted = !message.local && (message.text || "").trim().length > short.trim().length;
  if (message.deleted_at) return html`<p class="bubble deleted">${t("message.deleted")}</p>`;
  return html`
    <article class="message" aria-label=${t(mine ? "aria.reply_at" : "aria.message_at", { time: fullTime(message.at) })}>
      <div class=${classes("bubble", { wide: formatted, reacted: message.reaction })}>
        <${Addresses} message=${message} />
        ${message.template && html`<p class="part-mark"><${Icon} name="message-square-text" />${t("template.sent", { name: message.template.name })}</p>`}
        ${formatted && html`<${Formatted} message=${message} />`}
        ${!formatted && short && !saysAll(message.parts) && html`<${RichText} text=${unfolded ? message.text : short} />`}
        <${Parts} parts=${message.parts} />
        ${quoted && !formatted && html`<button type="button" class="quote-button" aria-expanded=${unfolded} aria-label=${t(unfolded ? "message.fold" : "message.unfold")}
          data-tip=${t(unfolded ? "message.fold" : "message.unfold")} onClick=${() => setUnfolded(!unfolded)}><${Icon} name="ellipsis" /></button>`}
        <${Attachments} files=${message.attachments} ticket=${message.ticket_id} />
        ${message.reaction && html`<span class="reaction" role="img" aria-label=${t("message.reaction", { emoji: message.reaction })} title=${t("message.reaction", { emoji: message.reaction })}>${message.reaction}</span>`}
      </div>
      <footer class="message-foot">
        ${message.has_html && html`<button type="button" class="message-tool" aria-pressed=${formatted} onClick=${() => setFormatted(!formatted)}>${t(formatted ? "message.as_text" : "message.as_sent")}</button>`}
        ${message.edited_at && html`<span class="quiet-text" title=${fullTime(message.edited_at)}>${t("message.edited")}</span>`}
        ${mine && ticked && html`<${Delivery} message=${message} />`}
        <time class="message-time" dateTime=${message.at} title=${fullTime(message.at)}>${clockTime(message.at)}</time>
      </footer>
    </article>`;
});

/** Mail says to whom, when it is more than the two of us. */
function Addresses({ message }) {
  const [open, setOpen] = useState(false);
  if (message.channel !== "email" || !message.cc?.length) return null;
  const names = message.cc.map((one) => (typeof one === "string" ? one : one.name || one.email));
  return html`
    <p class="addresses">
      <button type="button" class="message-tool" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t("message.cc", { n: names.length, names: names[0] })}<${Icon} name="chevron-down" /></button>
      ${open && html`<span class="breakable">${message.to?.length > 0 && html`${t("message.to")} ${message.to.join(", ")}<br />`}${t("message.cc_label")} ${names.join(", ")}</span>`}
    </p>`;
}
