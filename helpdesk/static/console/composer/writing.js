// The field that is written in. `/` brings saved replies, `@` (in a note) colleagues; files may be pasted.
// While an input method composes no key is ours.

import { html, useLayoutEffect, useRef, useState } from "../dom.js";
import { customerName } from "../naming.js";
import { attach } from "../verbs/uploading.js";
import { write } from "../verbs/drafting.js";
import { t } from "../words.js";
import { submitFrom } from "./submitting.js";
import { Suggestions, wordBefore } from "./suggestions.js";
import { stopTyping, typing } from "./typing.js";

export function Writing({ area, id, kind, ticket, draft }) {
  const [word, setWord] = useState(null); // {sign: "/" | "@", text, from, to}: what is being completed
  const steer = useRef(null); // the suggestions' own keys, while they are shown
  useLayoutEffect(() => grow(area.current), [draft.text]);

  const input = (event) => {
    write(id, kind, { text: event.target.value });
    typing(id, kind);
    setWord(event.isComposing ? null : wordBefore(event.target, kind));
  };
  const insert = (text, { from, to }) => {
    const field = area.current;
    field.setRangeText(text, from, to, "end");
    write(id, kind, { text: field.value });
    setWord(null);
    field.focus();
  };
  const keys = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (word && steer.current?.(event)) return event.preventDefault();
    const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (sends) {
      event.preventDefault();
      submitFrom(id, kind, { status: event.shiftKey && kind === "reply" ? "solved" : undefined });
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (word) setWord(null);
      else event.target.blur();
    }
  };
  const paste = (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    attach(id, kind, files);
  };
  return html`
    <div class="writing">
      ${word && html`<${Suggestions} id=${id} kind=${kind} word=${word} steer=${steer} insert=${insert} close=${() => setWord(null)} />`}
      <textarea ref=${area} class="writing-field" rows="3" dir="auto" value=${draft.text} aria-label=${t(kind === "note" ? "note.label" : "reply.label", { name: customerName(ticket.customer) })}
        placeholder=${t(`${kind}.placeholder`)} onInput=${input} onKeyDown=${keys} onPaste=${paste} onBlur=${() => stopTyping(id)}
        onCompositionEnd=${(event) => setWord(wordBefore(event.target, kind))}></textarea>
    </div>`;
}

const MOST_LINES = 0.4; // of the window's height

function grow(field) {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, Math.max(120, window.innerHeight * MOST_LINES))}px`;
}
