// Neighbouring messages of one author: the customer left, the team right, the name once.

import { classes, html, memo } from "../dom.js";
import { authorName } from "../naming.js";
import { clockTime, fullTime } from "../times.js";
import { Avatar } from "../ui/avatar.js";
import { Icon, channelIcon } from "../ui/icon.js";
import { t } from "../words.js";
import { withAlbums } from "./albums.js";
import { Message } from "./message.js";

export const MessageGroup = memo(({ messages: all, via }) => {
  const messages = withAlbums(all);
  const [first] = messages;
  const inbound = first.kind === "inbound";
  const name = authorName(first);
  return html`
    <section class=${classes("group", inbound ? "from-customer" : "from-team")} aria-label=${name}>
      <span class="group-face"><${Avatar} name=${name} id=${first.author?.id} size="medium" /></span>
      <div class="group-messages">
        <header class="group-head"><strong class="one-line">${name}</strong>
          ${first.author?.kind === "bot" && html`<span class="chip">${t("author.bot")}</span>`}
          ${first.is_auto && html`<span class="chip">${t("message.auto")}</span>`}
          ${first.trust === "unverified" && html`<span class="sign soon" data-tip=${t("message.unverified.more")} tabindex="0"><${Icon} name="shield-alert" />${t("message.unverified")}</span>`}
          <span class="group-via"><${Icon} name=${channelIcon(first.channel || first.via)} label=${t(`channel.${first.channel || first.via || "api"}`)} />
            ${via && html`<span class="one-line">${t("message.via", { way: [t(`channel.${first.channel || "api"}`), via].filter((part) => part !== true).join(" · ") })}</span>`}
            <time dateTime=${first.at} title=${fullTime(first.at)}>${clockTime(first.at)}</time></span>
        </header>
        ${messages.map((message, index) => html`<${Message} key=${message.client_id || message.id} message=${message} mine=${!inbound} ticked=${!saysTheSame(message, messages[index + 1])} />`)}
      </div>
    </section>`;
});

const TICKS = new Set(["sent", "delivered", "read"]);

/** One tick for neighbours that got equally far. */
const saysTheSame = (message, next) => TICKS.has(message.state) && message.state === next?.state;
