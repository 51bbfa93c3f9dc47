// What the bot would answer a letter: above the reply, until somebody begins one.

import { html } from "../dom.js";
import { useOwn } from "../panel/own.js";
import { Icon } from "../ui/icon.js";
import { write } from "../verbs/drafting.js";
import { t } from "../words.js";
import { compose } from "./compose.js";

export const LETTERS = new Set(["email", "form"]); // elsewhere the bot speaks for itself
const CHANGES = new Set(["bot_suggested", "message_received", "reply_sent"]);

export function BotDraft({ id, begun }) {
  const own = useOwn(`/console/tickets/${id}/bot.json`, (event) => event.ticket === id && CHANGES.has(event.name));
  const suggestion = own.data?.suggestion;
  if (!suggestion || begun) return null;
  const take = () => {
    write(id, "reply", { text: suggestion });
    compose("reply");
  };
  return html`
    <div class="meanwhile bot-draft" role="status">
      <p><${Icon} name="bot" /><strong class="grow">${t("bot.would_say")}</strong>
        <button type="button" class="button small" onClick=${take}>${t("bot.insert")}</button></p>
      <blockquote class="breakable">${suggestion}</blockquote>
    </div>`;
}
