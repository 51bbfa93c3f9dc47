/* Neighbouring messages of one author, with one line beneath: who, when, how far it got. */
import { html } from "/static/vendor/htm-preact/htm-preact.js";
import { Files } from "./files.js";
import { Icon } from "./icons.js";
import { linked } from "./linked.js";
import { discard, retry } from "./outbox.js";
import { timeOf } from "./time.js";
import { words } from "./words.js";

/** Ours on the right, theirs on the left. */
export function Group({ group, readId, fresh }) {
  const ours = group.from === "customer";
  const last = group.messages.at(-1);
  return html`<div class="group ${ours ? "ours" : "theirs"}">
    ${group.messages.map((message) => html`
      ${message.id === fresh && html`<p class="fresh"><span>${words.fresh}</span></p>`}
      <${Bubble} key=${message.client_id ?? message.id} message=${message} ours=${ours} />`)}
    ${last.state === "failed" ? null : html`<p class="under">
      ${!ours && html`<span>${group.name || words.team}${group.from === "bot" && html` <span class="mark">${words.bot}</span>`}</span>`}
      <time datetime=${last.at}>${timeOf(last.at)}</time>
      ${ours && html`<${Ticks} message=${last} readId=${readId} />`}
    </p>`}
  </div>`;
}

function Bubble({ message, ours }) {
  const { text, attachments = [], state, error } = message;
  const who = ours ? words.you : message.name || words.team;
  return html`<div class="message">
    ${text && html`<div class="bubble ${state === "waiting" || state === "sending" ? "faint" : ""}"><span class="for-readers">${who}: </span>${linked(String(text))}</div>`}
    <${Files} attachments=${attachments} />
    ${state === "failed" && html`<p class="failed" role="alert">
      <${Icon} name="alert" size="16" /><span>${words.failed} ${error}</span>
    </p>
    <p class="choices">
      <button type="button" class="plain" onClick=${() => retry(message.client_id)}>${words.retry}</button>
      <button type="button" class="plain" onClick=${() => discard(message.client_id)}>${words.discard}</button>
    </p>`}
  </div>`;
}

function Ticks({ message, readId }) {
  const [icon, word] = progress(message, readId);
  return html`<span class="ticks ${icon}" title=${word}><${Icon} name=${icon} size="14" /><span class=${icon === "read" ? "" : "for-readers"}>${word}</span></span>`;
}

function progress(message, readId) {
  if (message.state === "waiting") return ["clock", words.waiting];
  if (message.state === "sending") return ["clock", words.sending];
  return readId >= message.id ? ["read", words.read] : ["sent", words.sent];
}
