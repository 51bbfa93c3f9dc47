/* Name and e-mail: what the company wants to know before the first message. */
import { html } from "/static/vendor/htm-preact/htm-preact.js";
import { words } from "./words.js";

const kinds = {
  name: { type: "text", autocomplete: "name", max: 100, right: () => true },
  email: { type: "email", autocomplete: "email", max: 254, right: isEmail },
};

/** The fields that are asked for and not known yet: [{name, required}]. */
export function asked(inbox, visitor) {
  return inbox.pre_chat.filter((field) => kinds[field.name] && !visitor?.[field.name]);
}

/** What keeps the form from being sent: {field: sentence}. */
export function wrongIn(fields, values) {
  const wrong = {};
  for (const { name, required } of fields) {
    const value = (values[name] ?? "").trim();
    if (!value && required) wrong[name] = words[`${name}_missing`];
    if (value && !kinds[name].right(value)) wrong[name] = words[`${name}_wrong`];
  }
  return wrong;
}

/** Good enough to catch a slip; whether it exists only a mail can tell. */
export function isEmail(value) {
  return value.length <= 254 && /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/.test(value);
}

/** The fields themselves. */
export function Fields({ fields, values, wrong, onInput }) {
  return html`<div class="card fields">${fields.map((field) => html`<${Field}
    key=${field.name} ...${field} value=${values[field.name] ?? ""} problem=${wrong[field.name]}
    onInput=${(value) => onInput({ ...values, [field.name]: value })} />`)}</div>`;
}

/** One labelled field with its problem beneath. */
export function Field({ name, required, value, problem, onInput, label = words[name] }) {
  const { type, autocomplete, max } = kinds[name];
  return html`<label class="field ${problem ? "wrong" : ""}">
    <span>${label}${!required && html` <small>${words.optional}</small>`}</span>
    <input name=${name} type=${type} autocomplete=${autocomplete} maxlength=${max} value=${value} aria-required=${required}
      aria-invalid=${Boolean(problem)} aria-describedby=${problem ? `${name}-problem` : undefined} onInput=${(e) => onInput(e.target.value)} />
    ${problem && html`<small id="${name}-problem" role="alert" class="problem">${problem}</small>`}
  </label>`;
}
