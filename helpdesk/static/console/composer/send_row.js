// The last row: what can be added at the left, the button that names the channel at the right.

import { html, useRef } from "../dom.js";
import { dispatch } from "../store.js";
import { laterChoices, moment, useNow } from "../times.js";
import { Icon } from "../ui/icon.js";
import { MenuButton } from "../ui/menu.js";
import { attach } from "../verbs/uploading.js";
import { pickMacro } from "../verbs/macros.js";
import { t } from "../words.js";
import { submitFrom } from "./submitting.js";
import { beginButtons } from "./buttons.js";
import { SOON, chosenWay, windowLeft, windowText } from "./ways.js";

export function SendRow({ id, kind, ticket, draft, area }) {
  const files = useRef();
  const isNote = kind === "note";
  const empty = !draft[kind].text.trim() && !draft[kind].attachments.length;
  const choose = (event) => {
    attach(id, kind, [...event.target.files]);
    event.target.value = "";
  };
  return html`
    <div class="send-row">
      <input ref=${files} type="file" multiple hidden onChange=${choose} />
      <${Tool} icon="paperclip" name="attach" run=${() => files.current.click()} />
      <${Tool} icon="message-square-text" name="saved_replies" keys="/" run=${() => typeSign(area.current, "/")} />
      ${isNote ? html`<${Tool} icon="at-sign" name="mention" keys="@" run=${() => typeSign(area.current, "@")} />`
        : html`<${Tool} icon="zap" name="macro" keys="M" run=${(event) => pickMacro({ anchor: event.currentTarget, tickets: [id] })} />`}
      ${!isNote && chosenWay(ticket, draft)?.buttons > 0 && html`<${Tool} icon="list" name="buttons" run=${() => beginButtons(id, draft.buttons)} />`}
      <span class="push"></span>
      ${isNote ? html`<button type="button" class="button note" disabled=${empty} data-tip=${t("note.add")} data-keys="Ctrl ↵" onClick=${() => submitFrom(id, "note")}>${t("note.add")}</button>`
        : html`<${SendButton} id=${id} ticket=${ticket} draft=${draft} empty=${empty} />`}
    </div>`;
}

function SendButton({ id, ticket, draft, empty }) {
  const way = chosenWay(ticket, draft);
  const left = windowLeft(way, useNow());
  const name = way ? t("send.over", { channel: t(`channel.${way.leaves_as || way.channel}`) }) : t("send");
  const counted = left !== null || Number.isInteger(way?.left);
  const items = () => [
    { label: t("send.solved"), icon: "circle-check", hint: "Ctrl ⇧ ↵", disabled: empty, run: () => submitFrom(id, "reply", { status: "solved" }) },
    { label: t("send.pending"), icon: "clock", disabled: empty, run: () => submitFrom(id, "reply", { status: "pending" }) },
    { label: t("send.on_hold"), icon: "circle-pause", disabled: empty, run: () => submitFrom(id, "reply", { status: "on_hold" }) },
    { title: t("send.later") },
    ...laterChoices().map(([later, time]) => ({ label: t(later), icon: "calendar-clock", hint: moment(time), disabled: empty, run: () => sendAt(id, time) })),
    { label: t("later.custom"), icon: "calendar", disabled: empty, run: () => dispatch({ type: "dialog_opened", name: "later", about: { title: t("send.later"), done: (time) => sendAt(id, time) } }) },
  ];
  return html`
    <span class="split-button">
      <button type="button" class="button primary" disabled=${empty} data-tip=${left !== null && left < SOON ? t("send.closing") : t("send")} data-keys="Ctrl ↵" onClick=${() => submitFrom(id, "reply")}>
        <${Icon} name="send" /><span class="one-line"><span class=${counted ? "send-name" : ""}>${name}</span>${counted && html`<span class="send-short">${t("send")}</span>`}${left !== null && html` <span class=${left < SOON ? "figure closing" : "figure"}>· ${windowText(left, t)}</span>`}${Number.isInteger(way?.left) && html` <span class=${way.left < 2 ? "figure closing" : "figure"}>· ${t("send.left", { n: way.left })}</span>`}</span></button>
      <${MenuButton} className="button primary icon-only" items=${items} align="end" icon="chevron-down" label=${t("send.more")} disabled=${empty} />
    </span>`;
}

const sendAt = (id, time) => submitFrom(id, "reply", { send_at: time.toISOString().replace(/\.\d+Z$/, "Z") });

function Tool({ icon, name, keys, run }) {
  return html`<button type="button" class="button quiet icon-only small" aria-label=${t(name)} data-tip=${t(name)} data-keys=${keys} onClick=${run}><${Icon} name=${icon} /></button>`;
}

/** The button does what the sign does when typed. */
function typeSign(field, sign) {
  field.focus();
  const before = field.value.slice(0, field.selectionStart);
  field.setRangeText(`${!before || /\s$/.test(before) ? "" : " "}${sign}`, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
