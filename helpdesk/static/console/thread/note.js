// A note spans the width on yellow and says who sees it: it can never be taken for a reply.

import { html, memo } from "../dom.js";
import { useStore } from "../store.js";
import { clockTime, fullTime } from "../times.js";
import { Icon } from "../ui/icon.js";
import { language, t } from "../words.js";
import { Attachments } from "./attachments.js";
import { Delivery } from "./delivery.js";
import { RichText } from "./rich_text.js";

export const Note = memo(({ message }) => {
  const agents = useStore((state) => state.agents);
  const name = message.author?.name || t(message.author?.kind === "bot" ? "author.bot" : "author.system");
  if (message.deleted_at) return html`<p class="team-note deleted">${t("message.deleted")}</p>`;
  return html`
    <article class="team-note" aria-label=${t("aria.note_at", { name, time: fullTime(message.at) })}>
      <header class="note-head"><${Icon} name="sticky-note" /><strong>${name}</strong><span class="note-who">${t("note.only_team")}</span>
        <time class="push" dateTime=${message.at} title=${fullTime(message.at)}>${clockTime(message.at)}</time></header>
      <${RichText} text=${message.said?.[language()] ?? message.text} mentions=${Object.values(agents).map((agent) => agent.name)} />
      <${Attachments} files=${message.attachments} />
      ${message.local && html`<footer class="message-foot"><${Delivery} message=${message} /></footer>`}
    </article>`;
});
