/* Answers to tap below the last message, where whoever wrote it offers some. */
import { html } from "/static/vendor/htm-preact/htm-preact.js";
import { enqueue } from "./outbox.js";
import { state } from "./store.js";
import { words } from "./words.js";

/** Gone as soon as anything is written after it. */
export function QuickReplies({ messages, waiting }) {
  const last = messages.at(-1);
  const titles = !waiting && last && last.from !== "customer" ? (last.parts ?? []).flatMap((part) => (part.type === "buttons" ? part.buttons : [])) : [];
  if (!titles.length) return null;
  return html`<div class="quick" role="group" aria-label=${words.choose}>
    ${titles.map((title) => html`<button type="button" key=${title} onClick=${() => answer(title)}>${title}</button>`)}
  </div>`;
}

function answer(text) {
  enqueue({ ticket: state.ticket, text, attachments: [], form: {}, page: state.page });
}
