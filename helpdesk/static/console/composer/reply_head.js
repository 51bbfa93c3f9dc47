// To whom and over which channel the reply goes; with mail also the copies.

import { html, useState } from "../dom.js";
import { customerName } from "../naming.js";
import { dispatch } from "../store.js";
import { Icon, channelIcon } from "../ui/icon.js";
import { MenuButton } from "../ui/menu.js";
import { useNow } from "../times.js";
import { t } from "../words.js";
import { chosenWay, wayKey, wayText, whyShut, windowLeft, windowText } from "./ways.js";

export function ReplyHead({ id, ticket, draft }) {
  const way = chosenWay(ticket, draft);
  const set = (changes) => dispatch({ type: "draft_about", ticket: id, changes });
  const cc = draft.cc ?? (ticket.cc || []).join(", ");
  const [open, setOpen] = useState(Boolean(cc));
  if (!way) return null;
  return html`
    <div class="reply-head">
      <span class="quiet-text">${t("composer.to")}</span>
      <${Ways} ways=${ticket.send_on} way=${way} choose=${(one) => set({ way: wayKey(one) })} name=${customerName(ticket.customer)} />
      ${way.channel === "email" && !open && html`<button type="button" class="message-tool push" onClick=${() => setOpen(true)}>${t("message.cc_label")}</button>`}
    </div>
    ${way.channel === "email" && open && html`
      <label class="reply-head"><span class="quiet-text">${t("message.cc_label")}</span>
        <input class="input quiet cc-input" type="text" inputmode="email" value=${cc} placeholder=${t("composer.cc_hint")} autocomplete="off" onInput=${(event) => set({ cc: event.target.value })} /></label>`}`;
}

function Ways({ ways, way, choose, name }) {
  const now = useNow();
  const label = (one) => html`<span class="bar tight"><${Icon} name=${channelIcon(one.channel)} /><span class="one-line">${name} · ${wayText(one, t)}</span></span>`;
  if (ways.length < 2) return html`<span class="way">${label(way)}</span>`;
  const items = ways.map((one) => {
    const left = windowLeft(one, now);
    return {
      label: wayText(one, t), icon: channelIcon(one.channel), chosen: one === way,
      hint: whyShut(one, now) ? t(`way.${whyShut(one, now)}`) : left === null ? "" : t("way.left", { time: windowText(left, t) }), run: () => choose(one),
    };
  });
  return html`<${MenuButton} className="way button quiet small" items=${items} label=${t("composer.way")}>${label(way)}<${Icon} name="chevron-down" /><//>`;
}
