// <action-builder name="actions">: what a rule does, a line each.

import { html, render } from "../../vendor/htm-preact/htm-preact.js";
import { ActionValue } from "./action_value.js";

let last = 0;

class ActionBuilder extends HTMLElement {
  connectedCallback() {
    if (this.place) return;
    const read = (name) => JSON.parse(this.querySelector(`script.${name}`).textContent);
    this.catalogue = read("catalogue");
    this.catalogue.actions = Object.fromEntries(this.catalogue.groups.flatMap((group) => group.actions.map((one) => [one.name, one])));
    this.lines = read("value").map((one) => ({ value: null, ...one, id: ++last }));
    this.field = Object.assign(document.createElement("input"), { type: "hidden", name: this.getAttribute("name") });
    this.place = document.createElement("div");
    this.append(this.field, this.place);
    this.draw();
  }

  change(lines) {
    this.lines = lines;
    this.draw();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** What is not chosen yet is told as nothing that could be done, so that it is asked for. */
  told({ do: name, value = "" }) {
    return !name || this.catalogue.actions[name]?.takes === "yes" ? { do: name } : { do: name, value };
  }

  draw() {
    this.field.value = JSON.stringify(this.lines.map((line) => this.told(line)));
    render(html`<${Actions} lines=${this.lines} catalogue=${this.catalogue} change=${(next) => this.change(next)} />`, this.place);
  }
}

function Actions({ lines, catalogue, change }) {
  const { words } = catalogue;
  const replace = (line) => change(lines.map((one) => (one.id === line.id ? line : one)));
  const add = (click) => {
    const builder = click.currentTarget.closest("action-builder");
    change([...lines, { id: ++last, do: "" }]);
    [...builder.querySelectorAll("select.what")].at(-1)?.focus();
  };
  const drop = (click, line) => {
    const builder = click.currentTarget.closest("action-builder");
    change(lines.filter((one) => one.id !== line.id));
    builder.querySelector(".condition-add button").focus();
  };
  return html`
    <ul class="condition-list">
      ${lines.map((line) => html`<li key=${line.id}><${Line} line=${line} catalogue=${catalogue} replace=${replace}
        restart=${(name) => replace({ id: line.id, do: name })} remove=${(click) => drop(click, line)} /></li>`)}
      ${!lines.length && html`<li class="quiet-text">${words.nothing}</li>`}
    </ul>
    <div class="condition-add"><button type="button" class="button small" onClick=${add}>${words.add_action}</button></div>`;
}

function Line({ line, catalogue, replace, restart, remove }) {
  const { words, groups, actions } = catalogue;
  const action = actions[line.do];
  const name = action ? action.label : line.do || words.choose;
  return html`<div class="condition action" role="group" aria-label=${name}>
    <select class="input what" required aria-label=${words.what} value=${line.do} onChange=${(e) => restart(e.target.value)}>
      ${!action && html`<option value=${line.do} disabled=${!line.do}>${name}</option>`}
      ${groups.map((group) => html`<optgroup key=${group.key} label=${group.label}>${group.actions.map((one) => html`<option key=${one.name} value=${one.name}>${one.label}</option>`)}</optgroup>`)}
    </select>
    ${action && html`<${ActionValue} action=${action} value=${line.value} catalogue=${catalogue} change=${(value) => replace({ ...line, value })} />`}
    <button type="button" class="button quiet icon-only remove" aria-label=${words.remove + words.colon + name} title=${words.remove} onClick=${remove}>×</button></div>`;
}

customElements.define("action-builder", ActionBuilder);
