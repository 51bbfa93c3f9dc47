// The customer's other tickets, newest first.

import { html } from "../dom.js";
import { openTicket, write } from "../routes.js";
import { ago, fullTime, useNow } from "../times.js";
import { Icon, STATUS_ICONS, channelIcon } from "../ui/icon.js";
import { t } from "../words.js";

export function Earlier({ customer, ticket }) {
  const now = useNow();
  const others = (customer?.tickets || []).filter((one) => one.id !== ticket?.id);
  if (!others.length) return html`<p class="quiet-text">${t("earlier.none")}</p>`;
  return html`<ul class="links">${others.map((one) => html`<${One} key=${one.id} one=${one} now=${now} />`)}</ul>`;
}

function One({ one, now }) {
  const follow = (click) => {
    click.preventDefault();
    openTicket(one.id);
  };
  return html`
    <li class="link-line"><${Icon} name=${STATUS_ICONS[one.status]} label=${t(`status.${one.status}`)} />
      <a class="one-line grow" href=${write({ page: "view", view: null, ticket: one.id })} title=${one.subject} onClick=${follow}>${one.subject || `#${one.id}`}</a>
      <${Icon} name=${channelIcon(one.channel)} label=${t(`channel.${one.channel}`)} /><time class="quiet-text small-text" dateTime=${one.created_at} title=${fullTime(one.created_at)}>${ago(one.created_at, now)}</time></li>`;
}
