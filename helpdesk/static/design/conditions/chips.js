// Several values: each a chip that can be taken off, and a field or a list to add the next one.

import { html } from "../../vendor/htm-preact/htm-preact.js";

export function Chips({ field, value, words, change }) {
  const named = (one) => field.choices?.find((choice) => choice.value === one)?.label ?? String(one);
  const add = (...more) => change([...new Set([...value, ...more])]);
  const drop = (one) => change(value.filter((other) => other !== one));
  const taken = (click, one) => {
    const chips = click.currentTarget.closest(".chips");
    drop(one);
    chips.querySelector("input, select")?.focus();
  };
  return html`
    <div class="with chips">
      ${value.map((one) => html`<span key=${one} class="chip large">${named(one)}
        <button type="button" class="chip-remove" aria-label=${words.remove + words.colon + named(one)} onClick=${(click) => taken(click, one)}>×</button></span>`)}
      ${field.choices ? html`<${Pick} field=${field} value=${value} words=${words} add=${add} />` : html`<${Write} field=${field} value=${value} words=${words} add=${add} drop=${drop} />`}
    </div>`;
}

function Pick({ field, value, words, add }) {
  const left = field.choices.filter((choice) => !value.includes(choice.value));
  const pick = (event) => {
    const choice = left[Number(event.target.value)];
    event.target.value = "";
    if (choice) add(choice.value);
  };
  return left.length > 0 && html`<select class="input" required=${!value.length} aria-label=${words.add_value} value="" onChange=${pick}>
    <option value="">${words.add_value}</option>
    ${left.map((choice, at) => html`<option key=${choice.value} value=${String(at)}>${choice.label}</option>`)}</select>`;
}

function Write({ field, value, words, add, drop }) {
  const number = field.kind === "number";
  const take = (input) => {
    const typed = input.value.split(/[,，;；\n]/).map((one) => one.trim()).filter(Boolean);
    input.value = "";
    if (typed.length) add(...(number ? typed.map(Number).filter(Number.isFinite) : typed));
  };
  const steer = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" || event.key === "," || event.key === "，") {
      event.preventDefault();
      take(event.target);
    } else if (event.key === "Backspace" && !event.target.value && value.length) drop(value[value.length - 1]);
  };
  return html`<input class="input" required=${!value.length} aria-label=${words.add_value} placeholder=${value.length ? words.another : words.type_and_enter}
    maxlength="200" onKeyDown=${steer} onBlur=${(event) => take(event.target)} />`;
}
