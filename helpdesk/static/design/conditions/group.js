// A group of conditions: "All of these", or "Any of these", and under it a line each.

import { html } from "../../vendor/htm-preact/htm-preact.js";
import { Leaf } from "./leaf.js";
import { newGroup, newLeaf } from "./tree.js";

const DEEPEST = 3;

export function Group({ part, change, remove, catalogue, depth }) {
  const { words } = catalogue;
  const replace = (place, one) => change({ ...part, parts: part.parts.with ? part.parts.with(place, one) : part.parts.map((old, at) => (at === place ? one : old)) });
  const drop = (place) => change({ ...part, parts: part.parts.filter((_, at) => at !== place) });
  const add = (click, one) => {
    const group = click.currentTarget.closest("fieldset");
    change({ ...part, parts: [...part.parts, one] });
    [...group.querySelector(":scope > .condition-list").querySelectorAll("select.what")].at(-1)?.focus();
  };
  // Whoever goes by keys is not thrown back to the top of the page.
  const dropped = (click, place) => {
    const group = click.currentTarget.closest("li").closest("fieldset");
    drop(place);
    group.querySelector(":scope > .condition-add button").focus();
  };
  return html`
    <fieldset class="condition-group">
      <legend class="condition-legend">
        <select class="input joined" aria-label=${words.joined} value=${part.joined} onChange=${(e) => change({ ...part, joined: e.target.value })}>
          <option value="all">${words.all}</option><option value="any">${words.any}</option>
        </select>
        ${remove && html`<button type="button" class="button quiet small" onClick=${remove}>${words.remove_group}</button>`}
      </legend>
      <ul class="condition-list">
        ${part.parts.map((one, place) => html`<li key=${one.id}>
          ${one.parts
            ? html`<${Group} part=${one} change=${(next) => replace(place, next)} remove=${(click) => dropped(click, place)} catalogue=${catalogue} depth=${depth + 1} />`
            : html`<${Leaf} leaf=${one} change=${(next) => replace(place, next)} remove=${(click) => dropped(click, place)} catalogue=${catalogue} />`}
        </li>`)}
        ${!part.parts.length && depth === 1 && html`<li class="quiet-text">${words.none}</li>`}
      </ul>
      <div class="condition-add">
        <button type="button" class="button small" onClick=${(click) => add(click, newLeaf())}>${words.add}</button>
        ${depth < DEEPEST && html`<button type="button" class="button quiet small" onClick=${(click) => add(click, newGroup())}>${words.add_group}</button>`}
      </div>
    </fieldset>`;
}
