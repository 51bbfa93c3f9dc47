// <trigger-builder name="triggers">: what sets a rule going; several events, or one time that has to pass.

import { html, render } from "../../vendor/htm-preact/htm-preact.js";
import { Duration } from "./duration.js";

class TriggerBuilder extends HTMLElement {
  connectedCallback() {
    if (this.place) return;
    const read = (name) => JSON.parse(this.querySelector(`script.${name}`).textContent);
    this.catalogue = read("catalogue");
    this.chosen = read("value");
    this.field = Object.assign(document.createElement("input"), { type: "hidden", name: this.getAttribute("name") });
    this.place = document.createElement("div");
    this.append(this.field, this.place);
    this.draw();
  }

  change(chosen) {
    this.chosen = chosen;
    this.draw();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  draw() {
    this.field.value = JSON.stringify(this.chosen);
    render(html`<${Triggers} chosen=${this.chosen} catalogue=${this.catalogue} change=${(next) => this.change(next)} />`, this.place);
  }
}

function Triggers({ chosen, catalogue, change }) {
  const { words, times } = catalogue;
  const time = chosen.find((one) => one.on === "" || times.some(({ name }) => name === one.on));
  return html`
    <div class="choice-row" role="radiogroup" aria-label=${words.kind}>
      <label class="check"><input type="radio" name="trigger-kind" checked=${!time} onChange=${() => change([{ on: "opened" }])} /> ${words.happens}</label>
      <label class="check"><input type="radio" name="trigger-kind" checked=${Boolean(time)} onChange=${() => change([{ on: "" }])} /> ${words.lasts}</label>
    </div>
    ${time ? html`<${Time} time=${time} catalogue=${catalogue} change=${change} />` : html`<${Events} chosen=${chosen} catalogue=${catalogue} change=${change} />`}`;
}

function Events({ chosen, catalogue, change }) {
  const has = (name) => chosen.some((one) => one.on === name);
  const put = (name, on) => change(on ? [...chosen, { on: name }] : chosen.filter((one) => one.on !== name));
  return html`<div class="trigger-list">
    ${catalogue.events.map(({ name, label }) => html`<label key=${name} class="check"><input type="checkbox" checked=${has(name)} onChange=${(e) => put(name, e.target.checked)} /> ${label}</label>`)}
  </div>`;
}

function Time({ time, catalogue, change }) {
  const { words, times } = catalogue;
  return html`<div class="time-row">
    <select class="input" required aria-label=${words.kind} value=${time.on} onChange=${(e) => change([{ ...time, on: e.target.value }])}>
      ${!time.on && html`<option value="" disabled>${words.choose}</option>`}
      ${times.map(({ name, label }) => html`<option key=${name} value=${name}>${label}</option>`)}</select>
    <${Duration} minutes=${time.minutes} words=${words} change=${(minutes) => change([{ ...time, minutes }])} /></div>`;
}

customElements.define("trigger-builder", TriggerBuilder);
