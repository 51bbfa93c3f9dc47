/* After a message that nobody is there to answer: where may the answer go? */
import { html, useState } from "/static/vendor/htm-preact/htm-preact.js";
import { introduce } from "./actions.js";
import { Field, isEmail } from "./form.js";
import { Icon } from "./icons.js";
import { words } from "./words.js";

/** A small card that asks for an address, and afterwards a line that names it. */
export function AskForMail({ visitor }) {
  const [value, setValue] = useState("");
  const [problem, setProblem] = useState("");
  if (visitor?.email) return html`<p class="event"><${Icon} name="mail" size="16" /> ${words.saved_mail(visitor.email)}</p>`;

  async function save(event) {
    event.preventDefault();
    if (!isEmail(value.trim())) return setProblem(words.email_wrong);
    await introduce({ email: value.trim() }).catch((refused) => setProblem(refused.message || words.broken));
  }

  return html`<form class="card ask" onSubmit=${save} novalidate>
    <${Field} name="email" required=${true} label=${words.ask_mail} value=${value} problem=${problem} onInput=${(v) => { setValue(v); setProblem(""); }} />
    <button class="small">${words.save}</button>
  </form>`;
}
