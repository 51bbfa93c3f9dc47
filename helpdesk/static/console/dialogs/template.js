// After the window only what the provider has approved can be sent: choose it, fill its gaps, see what is read.

import { html, useEffect, useState } from "../dom.js";
import { get, post } from "../api.js";
import { store } from "../store.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { send } from "../verbs/sending.js";
import { t } from "../words.js";

const GAP = /\{\{\s*(\w{1,40})\s*\}\}/g;

export function Template({ ticket, way }) {
  const [found, setFound] = useState(null); // {templates, error}
  const [chosen, setChosen] = useState(null);
  const [values, setValues] = useState([]);
  useEffect(() => { load(ticket, way).then(setFound); }, []);
  const choose = (template) => {
    setChosen(template);
    setValues(Array.from({ length: template.variables }, (_, at) => (at || isLink(template.names[at]) ? "" : firstName(ticket))));
  };
  const ready = chosen && values.every((value) => value.trim());
  const submit = () => {
    if (!ready) return;
    const template = { name: chosen.name, language: chosen.language, values: values.map((value) => value.trim()) };
    send({ ticket, kind: "reply", text: filled(chosen, template.values), template, inbox_id: way.inbox_id, identity_id: way.identity_id, keepDraft: true });
    closeDialog();
  };
  const footer = html`
    <button type="button" class="button quiet" onClick=${() => ask(ticket, way).then(setFound)}><${Icon} name="refresh-cw" />${t("template.again")}</button><span class="grow"></span>
    <button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary" disabled=${!ready}>${t("template.send")}</button>`;
  return html`
    <${Dialog} title=${t("template.title", { channel: t(`channel.${way.channel}`) })} submit=${submit} footer=${footer}>
      ${found?.error && html`<p class="banner bad" role="alert">${found.error}</p>`}
      <${List} found=${found} chosen=${chosen} choose=${choose} />
      ${chosen && html`<${Gaps} names=${chosen.names} values=${values} set=${setValues} /><p class="label">${t("template.preview")}</p><p class="template-preview breakable">${filled(chosen, values)}</p>`}
    <//>`;
}

function List({ found, chosen, choose }) {
  if (!found) return html`<p class="quiet-text" role="status">${t("template.loading")}</p>`;
  if (!found.templates.length) return html`<p class="quiet-text">${t("template.none")}</p>`;
  return html`<ul class="template-list">${found.templates.map((one) => html`
    <li key=${`${one.name} ${one.language}`}><label class="template-choice"><input type="radio" name="template" checked=${one === chosen} onChange=${() => choose(one)} />
      <span class="choice-text"><span><strong>${one.name}</strong> <span class="chip">${one.language}</span></span><span class="choice-more breakable">${one.body}</span></span></label></li>`)}</ul>`;
}

function Gaps({ names, values, set }) {
  return values.map((value, at) => html`
    <label class="field" key=${at}><span class="label">${gapName(names[at], at)}</span>
      <input class="input" type=${isLink(names[at]) ? "url" : "text"} required maxlength="1000" value=${value} onInput=${(event) => set(values.map((other, index) => (index === at ? event.target.value : other)))} /></label>`);
}

const isLink = (name) => ["picture_link", "film_link", "file_link"].includes(name);
const gapName = (name, at) => (isLink(name) ? t(`template.${name}`) : /^\d+$/.test(name) ? t("template.gap", { n: at + 1 }) : name);

/** Head, body and foot, the head's gaps first; what stands in a value is never a gap. */
export function filled({ header, body, footer }, values) {
  const rest = [...values];
  const words = [header, body].map((text = "") => {
    const names = [...new Set([...text.matchAll(GAP)].map((gap) => gap[1]))];
    const known = Object.fromEntries(names.map((name) => [name, rest.shift()]));
    return text.replace(GAP, (gap, name) => known[name] || gap);
  });
  return [...words, footer].filter(Boolean).join("\n\n");
}

const firstName = (ticket) => (store.state.threads[ticket]?.customer?.name || "").split(" ")[0];
const failed = (error) => ({ templates: [], error: error.description || error.message });

async function load(ticket, way) {
  const known = await get(`/console/tickets/${ticket}/templates.json?inbox_id=${way.inbox_id}`).catch(failed);
  return known.templates.length || known.error || known.at ? known : ask(ticket, way);
}

const ask = (ticket, way) => post(`/console/tickets/${ticket}/templates`, { inbox_id: way.inbox_id }).catch(failed);
