// The page of a flow: its steps on the left, a talk with them on the right. What is tried need not be published.

import { html, render, useState } from "/static/vendor/htm-preact/htm-preact.js";
import { StepBody } from "./flow_step.js";
import { words } from "./flow_words.js";

const root = document.getElementById("flow");
const about = JSON.parse(root.dataset.about);
const t = words(about.language);

const post = async (path, body) => {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-Token": root.dataset.token }, body: JSON.stringify(body) });
  return { ok: answer.ok, ...(await answer.json().catch(() => ({}))) };
};

function Page() {
  const [flow, setFlow] = useState({ id: about.id, key: about.key, name_en: about.name_en, name_zh: about.name_zh, phrasings: about.phrasings.join("\n"), steps: about.steps });
  const [wrong, setWrong] = useState([]);
  const set = (changes) => setFlow((before) => ({ ...before, ...changes }));
  const setStep = (at, changes) => set({ steps: flow.steps.map((step, i) => (i === at ? { ...step, ...changes } : step)) });
  const move = (at, by) => {
    const steps = [...flow.steps];
    const [step] = steps.splice(at, 1);
    steps.splice(at + by, 0, step);
    set({ steps });
  };
  const add = (kind) => {
    let number = flow.steps.length + 1;
    while (flow.steps.some((step) => step.id === `step${number}`)) number += 1;
    set({ steps: [...flow.steps, { id: `step${number}`, kind, en: "", zh: "", ...(kind === "ask" ? { into: "", check: "text" } : {}), ...(kind === "branch" ? { on: "", cases: [] } : {}) }] });
  };
  const publish = async () => {
    const answer = await post("/settings/flows.json", { ...flow, phrasings: flow.phrasings.split("\n") });
    if (answer.ok) location.assign(`/settings/flows/${answer.id}`);
    else setWrong(answer.wrong || [{ step: "", words: t.failed }]);
  };
  const problems = (id) => wrong.filter((one) => one.step === id);
  return html`<div class="flow-page">
    <div class="form">
      ${problems("").map((one) => html`<p class="banner bad" role="alert">${one.words}</p>`)}
      <div class="field-row">
        <${Field} label=${t.name_en} value=${flow.name_en} onInput=${(name_en) => set({ name_en })} />
        <${Field} label=${t.name_zh} value=${flow.name_zh} onInput=${(name_zh) => set({ name_zh })} />
        <${Field} label=${t.key} value=${flow.key} onInput=${(key) => set({ key })} />
      </div>
      <label class="field"><span class="label">${t.phrasings}</span><textarea class="input" rows="4" value=${flow.phrasings} onInput=${(e) => set({ phrasings: e.target.value })}></textarea></label>
      <ol class="flow-steps" aria-label=${t.steps}>
        ${flow.steps.map((step, at) => html`<li key=${at} class="flow-step ${problems(step.id).length ? "wrong" : ""}">
          <header>
            <strong>${at + 1}. ${t.kinds[step.kind] || step.kind}</strong>
            <input class="input" aria-label=${t.id} value=${step.id} onInput=${(e) => setStep(at, { id: e.target.value })} />
            <span class="spacer"></span>
            <button type="button" class="button quiet small" disabled=${at === 0} aria-label=${t.up} onClick=${() => move(at, -1)}>↑</button>
            <button type="button" class="button quiet small" disabled=${at === flow.steps.length - 1} aria-label=${t.down} onClick=${() => move(at, 1)}>↓</button>
            <button type="button" class="button quiet small" onClick=${() => set({ steps: flow.steps.filter((_, i) => i !== at) })}>${t.remove}</button>
          </header>
          ${problems(step.id).map((one) => html`<p class="problem" role="alert">${one.words}</p>`)}
          <${StepBody} step=${step} steps=${flow.steps} about=${about} t=${t} onChange=${(changes) => setStep(at, changes)} />
        </li>`)}
      </ol>
      <div class="row-of-forms" role="group" aria-label=${t.add}>${about.kinds.map((kind) => html`<button type="button" class="button small" onClick=${() => add(kind)}>+ ${t.kinds[kind]}</button>`)}</div>
      <div class="actions"><button type="button" class="button primary" onClick=${publish}>${t.publish}</button><a class="button" href="/settings/flows">${t.back}</a></div>
    </div>
    <${Try} steps=${flow.steps} onWrong=${setWrong} />
  </div>`;
}

const Field = ({ label, value, onInput }) => html`<label class="field"><span class="label">${label}</span><input class="input" value=${value} onInput=${(e) => onInput(e.target.value)} /></label>`;

function Try({ steps, onWrong }) {
  const [lines, setLines] = useState([]);
  const [standing, setStanding] = useState(null);
  const [buttons, setButtons] = useState([]);
  const [text, setText] = useState("");
  const [language, setLanguage] = useState(about.language);
  const go = async (said, from) => {
    setText("");
    const answer = await post("/settings/flows/try.json", { steps, text: said, standing: from, language });
    if (!answer.ok) return onWrong(answer.wrong || [{ step: "", words: t.failed }]);
    onWrong([]);
    const mine = said === null ? [] : [{ mine: true, text: said }];
    const facts = [...answer.called.map((one) => `${one.url} → ${one.status || one.error}`), ...Object.entries(answer.fields).map(([key, value]) => `${key} = ${value}`), ...(answer.ended ? [t.ended[answer.ended]] : [])];
    setLines([...(said === null ? [] : lines), ...mine, ...answer.said.map((one) => ({ text: one })), ...facts.map((one) => ({ fact: true, text: one }))]);
    setStanding(answer.ended ? null : answer.standing);
    setButtons(answer.ended ? [] : answer.buttons);
  };
  return html`<aside class="flow-try" aria-label=${t.try}>
    <div class="row-of-forms"><strong>${t.try}</strong>
      <select class="input" aria-label=${t.language} value=${language} onChange=${(e) => setLanguage(e.target.value)}><option value="en">English</option><option value="zh">中文</option></select>
      <button type="button" class="button small" disabled=${!steps.length} onClick=${() => go(null, null)}>${t.begin}</button></div>
    <div class="flow-talk" role="log">${lines.map((line) => html`<p class=${line.mine ? "mine" : line.fact ? "fact" : ""}>${line.text}</p>`)}</div>
    ${buttons.length > 0 && html`<div class="row-of-forms">${buttons.map((title) => html`<button type="button" class="button small" onClick=${() => go(title, standing)}>${title}</button>`)}</div>`}
    <form class="row-of-forms" onSubmit=${(event) => { event.preventDefault(); if (standing && text.trim()) go(text.trim(), standing); }}>
      <input class="input" aria-label=${t.answer} placeholder=${t.answer} value=${text} disabled=${!standing} onInput=${(e) => setText(e.target.value)} />
      <button class="button small" disabled=${!standing}>${t.send}</button></form>
  </aside>`;
}

root.replaceChildren();
render(html`<${Page} />`, root);
