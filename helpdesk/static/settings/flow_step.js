// What can be set about a step, by its kind.

import { html } from "/static/vendor/htm-preact/htm-preact.js";

export function StepBody({ step, steps, about, t, onChange }) {
  const Kind = KINDS[step.kind];
  return html`
    ${SPEAKS.has(step.kind) && html`<div class="pair">
      <${Text} label=${t.en} value=${step.en} onInput=${(en) => onChange({ en })} />
      <${Text} label=${t.zh} value=${step.zh} onInput=${(zh) => onChange({ zh })} /></div>`}
    ${Kind && html`<${Kind} step=${step} steps=${steps} about=${about} t=${t} onChange=${onChange} />`}
    ${step.kind !== "hand" && step.kind !== "end" && html`<${Choose} label=${step.kind === "branch" ? t.else : t.next} value=${step.kind === "branch" ? step.else : step.next} options=${[["", t.below], ...others(step, steps)]} onChange=${(id) => onChange(step.kind === "branch" ? { else: id || undefined } : { next: id || undefined })} />`}`;
}

const SPEAKS = new Set(["say", "ask", "hand", "end"]);
const others = (step, steps) => steps.filter((one) => one.id !== step.id).map((one) => [one.id, one.id]);

function Ask({ step, about, t, onChange }) {
  const choices = step.choices || [];
  const setChoice = (at, changes) => onChange({ choices: choices.map((one, i) => (i === at ? { ...one, ...changes } : one)) });
  return html`<div class="pair">
      <${Line} label=${t.into} value=${step.into} onInput=${(into) => onChange({ into })} />
      <${Choose} label=${t.check} value=${step.check || "text"} options=${about.checks.map((check) => [check, t.checks[check]])} onChange=${(check) => onChange({ check })} />
      <${Choose} label=${t.field} value=${step.field} options=${[["", t.no_field], ...about.fields.map((field) => [field.key, field.label])]} onChange=${(field) => onChange({ field: field || undefined })} />
      ${step.check === "order" && html`<${Line} label=${t.mask} value=${step.mask} onInput=${(mask) => onChange({ mask })} />`}</div>
    ${step.check === "choice" && html`
      ${choices.map((one, at) => html`<div class="pair choice">
        <${Line} label=${t.value} value=${one.value} onInput=${(value) => setChoice(at, { value })} />
        <${Line} label=${t.en} value=${one.en} onInput=${(en) => setChoice(at, { en })} />
        <${Line} label=${t.zh} value=${one.zh} onInput=${(zh) => setChoice(at, { zh })} />
        <button type="button" class="button quiet small" onClick=${() => onChange({ choices: choices.filter((_, i) => i !== at) })}>${t.remove}</button></div>`)}
      <div><button type="button" class="button small" onClick=${() => onChange({ choices: [...choices, { value: "", en: "", zh: "" }] })}>+ ${t.choice}</button></div>`}`;
}

function Branch({ step, steps, about, t, onChange }) {
  const cases = step.cases || [];
  const setCase = (at, changes) => onChange({ cases: cases.map((one, i) => (i === at ? { ...one, ...changes } : one)) });
  const names = [...about.facts, ...steps.flatMap((one) => [...(one.into ? [one.into] : []), ...Object.keys(one.take || {}), ...(one.kind === "order" ? ["order_told"] : [])])];
  return html`<${Choose} label=${t.on} value=${step.on} options=${[["", "…"], ...[...new Set(names)].map((name) => [name, t.fact_names[name] || name])]} onChange=${(on) => onChange({ on })} />
    ${cases.map((one, at) => html`<div class="pair">
      <${Choose} label=${t.op} value=${one.op} options=${about.ops.map((op) => [op, t.ops[op]])} onChange=${(op) => setCase(at, { op })} />
      ${one.op !== "filled" && one.op !== "empty" && html`<${Line} label=${t.value} value=${one.value} onInput=${(value) => setCase(at, { value })} />`}
      <${Choose} label=${t.next} value=${one.next} options=${[["", "…"], ...others(step, steps)]} onChange=${(next) => setCase(at, { next })} />
      <button type="button" class="button quiet small" onClick=${() => onChange({ cases: cases.filter((_, i) => i !== at) })}>${t.remove}</button></div>`)}
    <div><button type="button" class="button small" onClick=${() => onChange({ cases: [...cases, { op: "is", value: "", next: "" }] })}>+ ${t.case}</button></div>`;
}

function Call({ step, steps, about, t, onChange }) {
  const take = Object.entries(step.take || {}).map(([name, place]) => `${name} = ${place}`).join("\n");
  const read = (text) => Object.fromEntries(text.split("\n").map((line) => line.split("=").map((part) => part.trim())).filter(([name, place]) => name && place));
  return html`<div class="pair">
      <${Choose} label=${t.method} value=${step.method || "GET"} options=${[["GET", "GET"], ["POST", "POST"]]} onChange=${(method) => onChange({ method })} />
      <${Line} label=${t.url} value=${step.url} onInput=${(url) => onChange({ url })} />
      <${Line} label=${t.seconds} value=${step.seconds} onInput=${(seconds) => onChange({ seconds: Number(seconds) || undefined })} /></div>
    <label class="field"><span class="label">${t.take}</span><textarea class="input" defaultValue=${take} onChange=${(e) => onChange({ take: read(e.target.value) })}></textarea></label>
    <${Choose} label=${t.failed_next} value=${step.failed} options=${[["", t.to_person], ...others(step, steps)]} onChange=${(failed) => onChange({ failed: failed || undefined })} />
    ${about.keys[step.id] && html`<p class="hint">${t.call_key} <code>Authorization: Bearer ${about.keys[step.id]}</code></p>`}`;
}

const OrderStep = ({ step, steps, about, t, onChange }) => html`<div class="pair">
      <${Choose} label=${t.order_in} value=${step.order || "order_number"} options=${[...new Set(["order_number", ...steps.flatMap((one) => (one.into ? [one.into] : []))])].map((name) => [name, name])} onChange=${(order) => onChange({ order })} />
      <${Choose} label=${t.order_failed} value=${step.failed} options=${[["", t.to_person], ...others(step, steps)]} onChange=${(failed) => onChange({ failed: failed || undefined })} /></div>
    <p class="hint">${t.order_hint} <code>{order_told}</code></p>`;

const End = ({ step, t, onChange }) => html`<label class="check"><input type="checkbox" checked=${step.solve} onChange=${(e) => onChange({ solve: e.target.checked || undefined })} /> ${t.solve}</label>`;

const KINDS = { ask: Ask, branch: Branch, order: OrderStep, call: Call, end: End };

const Line = ({ label, value, onInput }) => html`<label class="field"><span class="label">${label}</span><input class="input" value=${value ?? ""} onInput=${(e) => onInput(e.target.value)} /></label>`;
const Text = ({ label, value, onInput }) => html`<label class="field"><span class="label">${label}</span><textarea class="input" value=${value ?? ""} onInput=${(e) => onInput(e.target.value)}></textarea></label>`;
const Choose = ({ label, value, options, onChange }) => html`<label class="field"><span class="label">${label}</span><select class="input" value=${value ?? ""} onChange=${(e) => onChange(e.target.value)}>${options.map(([one, name]) => html`<option value=${one} selected=${(value ?? "") === one}>${name}</option>`)}</select></label>`;
