/* Where the visitor writes. Enter sends where there is a keyboard; on a phone the button does. */
import { html, useEffect, useLayoutEffect, useRef, useState } from "/static/vendor/htm-preact/htm-preact.js";
import { Icon } from "./icons.js";
import { emit } from "./live.js";
import { recall, remember } from "./storage.js";
import { useStore } from "./store.js";
import { Tray } from "./tray.js";
import { words } from "./words.js";

const TYPING_EVERY = 3000;
const touch = matchMedia("(pointer: coarse)").matches;

/** `onSend(text)` says whether it was taken; only then is the box emptied. */
export function Composer({ uploads, onSend, limit }) {
  const { ticket, opened } = useStore();
  const [text, setText] = useState(recall("draft", ""));
  const box = useRef();
  const picker = useRef();
  const over = text.length - limit;
  const ready = (text.trim() || uploads.files.length) && !uploads.busy && over <= 0;

  useEffect(() => { if (opened && !touch) box.current.focus({ preventScroll: true }); }, [opened, ticket]);
  useLayoutEffect(() => {
    box.current.style.height = "auto";
    box.current.style.height = `${box.current.scrollHeight}px`;
  }, [text]);

  function write(value) {
    setText(value);
    remember("draft", value || null);
    tellTyping(ticket);
  }

  function send(event) {
    event?.preventDefault();
    if (!ready || !onSend(text.trim())) return;
    write("");
    box.current.focus();
  }

  // An input method takes Enter to choose a word: that Enter must not send.
  function key(event) {
    if (event.key === "Enter" && !event.shiftKey && !touch && !event.isComposing && event.keyCode !== 229) send(event);
  }

  function paste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    uploads.add(files);
  }

  function choose(event) {
    uploads.add([...event.target.files]);
    event.target.value = "";
    box.current.focus();
  }

  return html`<form class="composer" onSubmit=${send}>
    <${Tray} uploads=${uploads} />
    ${over > 0 && html`<p class="failed" role="alert"><${Icon} name="alert" size="16" />${words.too_long(over)}</p>`}
    <div class="write">
      <input type="file" multiple hidden ref=${picker} onChange=${choose} />
      <button type="button" class="round" aria-label=${words.attach} title=${words.attach} onClick=${() => picker.current.click()}><${Icon} name="clip" /></button>
      <textarea ref=${box} rows="1" value=${text} placeholder=${words.placeholder} aria-label=${words.placeholder}
        onInput=${(e) => write(e.target.value)} onKeyDown=${key} onPaste=${paste} enterkeyhint=${touch ? "enter" : "send"}></textarea>
      <button class="send" aria-label=${words.send} title=${words.send} aria-disabled=${!ready}><${Icon} name="send" /></button>
    </div>
  </form>`;
}

let told = 0;

function tellTyping(ticket) {
  if (ticket === null || Date.now() - told < TYPING_EVERY) return;
  told = Date.now();
  emit("typing", { ticket });
}
