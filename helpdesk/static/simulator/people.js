// Whose phone it is: somebody the demo knows, or somebody new.

import { html, useState } from "../console/dom.js";
import { Icon } from "../console/ui/icon.js";
import { addPerson, take } from "./store.js";
import { language, t } from "./words.js";

export function People({ state }) {
  const [adding, setAdding] = useState(false);
  if (adding) return html`<${NewPerson} done=${() => setAdding(false)} />`;
  return html`
    <div class="people">
      <label class="people-choice"><span class="for-readers">${t("customer")}</span>
        <select class="input" disabled=${!state.people.length} value=${state.person?.id} onChange=${(event) => take(event.target.value)}>
          ${state.people.map((person) => html`<option value=${person.id} selected=${person.id === state.person?.id}>${person.name}</option>`)}
        </select></label>
      <button type="button" class="button icon-only" aria-label=${t("new_customer")} data-tip=${t("new_customer")} onClick=${() => setAdding(true)}>
        <${Icon} name="user-plus" /></button>
    </div>`;
}

function NewPerson({ done }) {
  const [name, setName] = useState("");
  const add = async (event) => {
    event.preventDefault();
    if (name.trim() && (await addPerson(name.trim(), /[\u4e00-\u9fff]/.test(name) ? "zh" : language))) done();
  };
  return html`
    <form class="people" onSubmit=${add}>
      <input class="input" aria-label=${t("name")} placeholder=${t("name")} maxlength="60" value=${name} onInput=${(event) => setName(event.target.value)} ref=${(field) => field?.focus()} />
      <button class="button primary">${t("add")}</button>
      <button type="button" class="button quiet" onClick=${done}>${t("cancel")}</button>
    </form>`;
}
