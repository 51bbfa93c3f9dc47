// <condition-builder name="conditions">: conditions as sentences, in a form or beside one. It reads two scripts of
// type application/json inside it, .catalogue and .value, writes JSON into a hidden field of its name, has `.value`
// and tells of every change with a "change" event.

import { html, render } from "../../vendor/htm-preact/htm-preact.js";
import { Group } from "./group.js";
import { cleaned, indexed, opened } from "./tree.js";

class ConditionBuilder extends HTMLElement {
  connectedCallback() {
    if (this.place) return;
    const read = (name, otherwise) => JSON.parse(this.querySelector(`script.${name}`)?.textContent || otherwise);
    this.catalogue = indexed(read("catalogue", '{"groups": [], "words": {}}'));
    this.tree = opened(read("value", "{}"));
    this.field = Object.assign(document.createElement("input"), { type: "hidden", name: this.getAttribute("name") || "" });
    this.place = document.createElement("div");
    this.append(this.field, this.place);
    this.draw();
  }

  get value() {
    return cleaned(this.tree);
  }

  set value(conditions) {
    this.tree = opened(conditions);
    this.draw();
  }

  change(tree) {
    this.tree = tree;
    this.draw();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  draw() {
    this.field.value = JSON.stringify(this.value);
    const change = (tree) => this.change(tree);
    render(html`<${Group} part=${this.tree} change=${change} catalogue=${this.catalogue} depth=${1} />`, this.place);
  }
}

customElements.define("condition-builder", ConditionBuilder);
