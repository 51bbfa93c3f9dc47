// The composer: Reply and Note are two tabs that can never be mistaken for one another.

import { classes, html, useEffect, useRef, useState } from "../dom.js";
import { dispatch, useStore } from "../store.js";
import { draftOf } from "../state/outbox.js";
import { attach } from "../verbs/uploading.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { AfterSending } from "./after_sending.js";
import { BotDraft, LETTERS } from "./bot_draft.js";
import { Buttons } from "./buttons.js";
import { CannotReply, whyNot } from "./cannot_reply.js";
import { compose, onCompose } from "./compose.js";
import { Files } from "./files.js";
import { Meanwhile } from "./meanwhile.js";
import { OtherWrites } from "./other_writes.js";
import { ReplyHead } from "./reply_head.js";
import { SendRow } from "./send_row.js";
import { Writing } from "./writing.js";
import { chosenWay } from "./ways.js";

export function Composer({ id }) {
  const ticket = useStore((state) => state.threads[id].ticket);
  const draft = useStore((state) => draftOf(state, id));
  const [over, setOver] = useState(false);
  const area = useRef();
  const tab = draft.tab || "reply";
  const way = chosenWay(ticket, draft);
  const problem = tab === "reply" && whyNot(ticket, way);
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    attach(id, tab, [...event.dataTransfer.files]);
  };
  useEffect(() => onCompose(id, (kind) => {
    dispatch({ type: "tab_chosen", ticket: id, tab: kind });
    queueMicrotask(() => area.current?.focus()); // after it is drawn, before the next key
  }), [id]);
  return html`
    <section class=${classes("composer", tab, { over })} aria-label=${t("composer")} onDragOver=${(event) => (event.preventDefault(), setOver(true))}
      onDragLeave=${(event) => !event.currentTarget.contains(event.relatedTarget) && setOver(false)} onDrop=${drop}>
      <${OtherWrites} id=${id} />
      <${Meanwhile} id=${id} draft=${draft} />
      ${LETTERS.has(ticket.channel) && tab === "reply" && html`<${BotDraft} id=${id} begun=${Boolean(draft.reply.text.trim())} />`}
      <div class="composer-box">
        <${Tabs} id=${id} tab=${tab} draft=${draft} />
        ${problem ? html`<${CannotReply} id=${id} ticket=${ticket} problem=${problem} way=${way} />` : html`
          ${tab === "reply" && html`<${ReplyHead} id=${id} ticket=${ticket} draft=${draft} />`}
          <${Writing} area=${area} id=${id} kind=${tab} ticket=${ticket} draft=${draft[tab]} />
          ${tab === "reply" && html`<${Buttons} id=${id} way=${way} titles=${draft.buttons} />`}
          <${Files} id=${id} kind=${tab} files=${draft[tab].attachments} />
          ${tab === "reply" && html`<${AfterSending} id=${id} status=${draft.status} />`}
          <${SendRow} id=${id} kind=${tab} ticket=${ticket} draft=${draft} area=${area} />`}
      </div>
      ${over && html`<div class="drop-hint" aria-hidden="true"><${Icon} name="paperclip" size="large" />${t("composer.drop")}</div>`}
    </section>`;
}

function Tabs({ id, tab, draft }) {
  const steer = (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") dispatch({ type: "tab_chosen", ticket: id, tab: tab === "reply" ? "note" : "reply" });
  };
  return html`
    <div class="composer-tabs" role="tablist" aria-label=${t("composer.kind")} onKeyDown=${steer}>
      ${[["reply", "R"], ["note", "N"]].map(([one, keys]) => html`
        <button type="button" role="tab" class="composer-tab" aria-selected=${tab === one} tabindex=${tab === one ? 0 : -1} data-tip=${t(`tab.${one}.more`)} data-keys=${keys} onClick=${() => compose(one)}>
          ${t(`tab.${one}`)}${tab !== one && draft[one].text && html`<span class="dot" role="img" aria-label=${t("composer.has_draft")}></span>`}</button>`)}
      ${tab === "note" && html`<span class="composer-note-hint">${t("note.only_team")}</span>`}
    </div>`;
}
