// One message on the phone, ours or the customer's, with what belongs to it.

import { classes, html, useState } from "../console/dom.js";
import { Icon } from "../console/ui/icon.js";
import { act, store } from "./store.js";
import { dayLine, hour } from "./times.js";
import { t } from "./words.js";

const CALLS = ["ring", "answer", "hang_up", "voicemail"];
const EMOJI = ["👍", "❤️", "😂", "🙏"];

export function Bubble({ entry, before, channel }) {
  const { data, side } = entry;
  const day = dayLine(entry, before);
  const mine = side === "them"; // the phone is the customer's
  if (CALLS.includes(data.what)) return html`${day && html`<p class="phone-day">${day}</p>`}<${CallLine} entry=${entry} />`;
  return html`
    ${day && html`<p class="phone-day">${day}</p>`}
    <article class=${classes("bubble", { mine, grouped: before && before.side === side && !day, failed: data.state === "failed", bare: data.what === "sticker" })} aria-label=${mine ? t("them") : t("us")}>
      ${!mine && data.name && html`<strong class="bubble-name">${data.name}</strong>`}
      ${data.deleted ? html`<em class="bubble-deleted">${t("deleted")}</em>` : html`
        ${(data.files || []).map((file) => html`<${File} key=${file.id} file=${file} />`)}
        ${data.text && html`<p class="bubble-text">${data.text}</p>`}
        ${data.what === "contact" && html`<${Card} />`}
        ${(data.parts || []).map((part) => html`<${Part} part=${part} channel=${channel} />`)}`}
      <footer><time datetime=${new Date(entry.at * 1000).toISOString()}>${hour(new Date(entry.at * 1000))}</time>${data.edited && html` · ${t("edited")}`}${mine && html`<${Ticks} state=${data.state} />`}</footer>
      ${data.reaction && html`<span class="bubble-reaction">${data.reaction}</span>`}
      ${!data.deleted && html`<${Tools} entry=${entry} acts=${channel.acts} mine=${mine} />`}
    </article>`;
}

function Ticks({ state }) {
  const [icon, label] = { sending: ["clock", "state.sending"], failed: ["circle-alert", "state.failed"], read: ["check-check", "state.read"] }[state] || ["check-check", "state.delivered"];
  return html`<span class=${classes("bubble-ticks", { read: state === "read" })}><${Icon} name=${icon} label=${t(label)} /></span>`;
}

function CallLine({ entry }) {
  const [file] = entry.data.files || [];
  return html`<div class="call-line"><${Icon} name="phone" />${t(`said.call.${entry.data.what}`)} · ${hour(new Date(entry.at * 1000))}
    ${file && html`<audio controls preload="none" src=${address(file)}></audio>`}</div>`;
}

function File({ file }) {
  const where = address(file);
  if (file.content_type.startsWith("image/")) return html`<a href=${where} target="_blank" rel="noopener"><img class="bubble-picture" src=${where} alt=${file.filename} loading="lazy" /></a>`;
  if (file.content_type.startsWith("audio/")) return html`<audio class="bubble-sound" controls preload="none" src=${where}></audio>`;
  if (file.content_type.startsWith("video/")) return html`<video class="bubble-picture" controls preload="metadata" src=${where}></video>`;
  return html`<a class="bubble-file" href=${where} download=${file.filename}><${Icon} name="file-text" /><span class="one-line">${file.filename}</span></a>`;
}

/** What was sent is the sender's own card. */
function Card() {
  const { person } = store.state;
  return html`<span class="bubble-place"><${Icon} name="user" size="large" /><span>${person?.name}<small>${person?.phone || t("act.contact")}</small></span></span>`;
}

function Part({ part, channel }) {
  if (part.type === "location") {
    return html`<span class="bubble-place"><${Icon} name="map-pin" size="large" /><span>${part.name || ""}<small>${part.address || `${part.latitude}, ${part.longitude}`}</small></span></span>`;
  }
  const buttons = part.buttons || [];
  return buttons.length > 0 && html`<span class="bubble-buttons">${buttons.map((one) => {
    const title = one.title || one;
    const press = () => act("button", { text: title, data: { payload: one.payload || title, title } });
    return html`<button type="button" disabled=${!channel.acts.includes("button")} onClick=${press}>${title}</button>`;
  })}</span>`;
}

function Tools({ entry, acts, mine }) {
  const [open, setOpen] = useState(false);
  const edits = mine && entry.data.what === "text";
  const can = { edit: edits && acts.includes("edit"), delete: mine && acts.includes("delete"), react: acts.includes("react") };
  if (!can.edit && !can.delete && !can.react) return null;
  const change = (what, text) => act(what, { text, data: { message_id: entry.id } }).then(() => setOpen(false));
  const edit = () => {
    const text = window.prompt(t("act.edit"), entry.data.text);
    if (text?.trim()) change("edit", text.trim());
  };
  return html`
    <button type="button" class="bubble-more" aria-label=${t("more")} aria-expanded=${open} onClick=${() => setOpen(!open)}><${Icon} name="ellipsis" /></button>
    ${open && html`<span class="bubble-tools">
      ${can.react && EMOJI.map((emoji) => html`<button type="button" aria-label=${`${t("act.react")} ${emoji}`} onClick=${() => change("react", emoji)}>${emoji}</button>`)}
      ${can.edit && html`<button type="button" onClick=${edit}>${t("act.edit")}</button>`}
      ${can.delete && html`<button type="button" onClick=${() => change("delete", "")}>${t("act.delete")}</button>`}</span>`}`;
}

const address = (file) => `/simulator/${store.state.key}/files/${file.id}`;
