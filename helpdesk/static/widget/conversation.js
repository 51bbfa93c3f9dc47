/* One conversation: head, thread, what is asked before it begins, composer. */
import { html, useRef, useState } from "/static/vendor/htm-preact/htm-preact.js";
import { home } from "./actions.js";
import { Composer } from "./composer.js";
import { useDropping } from "./dropping.js";
import { Fields, asked, wrongIn } from "./form.js";
import { host } from "./host.js";
import { Icon } from "./icons.js";
import { Connection } from "./connection.js";
import { enqueue } from "./outbox.js";
import { Faces, hereFor, presence } from "./people.js";
import { useStore } from "./store.js";
import { Thread } from "./thread.js";
import { useUploads } from "./uploads.js";
import { words } from "./words.js";

/** The second screen. */
export function Conversation() {
  const state = useStore();
  const uploads = useUploads();
  const { dropping, area } = useDropping(uploads.add);
  const [values, setValues] = useState({});
  const [wrong, setWrong] = useState({});
  const form = useRef();
  const fields = state.ticket === null && !state.pending.length ? asked(state.inbox, state.visitor) : [];

  function send(text) {
    const problems = wrongIn(fields, values);
    setWrong(problems);
    const first = Object.keys(problems)[0];
    if (first) {
      form.current.querySelector(`[name=${first}]`).focus();
      return false;
    }
    enqueue({ ticket: state.ticket, text, attachments: uploads.take(), form: values, page: state.page });
    return true;
  }

  return html`<main class="conversation" ...${state.reading ? {} : area}>
    <${Head} here=${hereFor(state)} somebody=${Boolean(state.queue?.here && !state.ended)} inbox=${state.inbox} />
    <${Connection} />
    <${Thread}>
      ${fields.length > 0 && html`<div ref=${form}><${Fields} fields=${fields} values=${values} wrong=${wrong} onInput=${(v) => { setValues(v); setWrong({}); }} /></div>`}
    <//>
    ${state.reading ? html`<p class="event only-read">${words.only_read(state.reading.who)}</p>` : html`<${Composer} uploads=${uploads} onSend=${send} limit=${state.inbox.text_limit} />`}
    ${dropping && html`<div class="dropping">${words.drop}</div>`}
  </main>`;
}

function Head({ here, somebody, inbox }) {
  return html`<header class="head">
    <button type="button" class="round" aria-label=${words.back} title=${words.back} onClick=${home}><${Icon} name="back" /></button>
    ${here.length > 0 && html`<${Faces} people=${here} />`}
    <div class="head-words">
      <h1>${inbox.name}</h1>
      <p class="presence ${here.length || somebody ? "here" : ""}">${presence(here, somebody)}</p>
    </div>
    <button type="button" class="round" aria-label=${words.close} title=${words.close} onClick=${host.close}><${Icon} name="close" /></button>
  </header>`;
}
