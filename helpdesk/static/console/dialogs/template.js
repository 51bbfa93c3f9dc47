// After the window only what the provider has approved can be sent: choose it, fill its gaps, see what is read.

import { html, useEffect, useState } from "../dom.js";
import { get, post } from "../api.js";
import { store } from "../store.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { toastError } from "../ui/toasts.js";
import { send } from "../verbs/sending.js";
import { uploadAlone } from "../verbs/uploading.js";
import { t } from "../words.js";

const GAP = /\{\{\s*(\w{1,40})\s*\}\}/g;

export function Template({ ticket, way }) {
  const [found, setFound] = useState(null); // {templates, error}
  const [chosen, setChosen] = useState(null);
  const [values, setValues] = useState([]);
  const [file, setFile] = useState(null); // what was uploaded for the head, instead of an address
  useEffect(() => { load(ticket, way).then(setFound); }, []);
  const choose = (template) => {
    setChosen(template);
    setFile(null);
    setValues(template.names.map((name, at) => (at === nameAt(template) ? firstName(ticket) : "")));
  };
  const ready = chosen && values.every((value) => value.trim());
  const submit = () => {
    if (!ready) return;
    const template = { name: chosen.name, language: chosen.language, values: values.map((value) => value.trim()) };
    send({ ticket, kind: "reply", text: filled(chosen, template.values), template, attachments: file ? [file] : [], inbox_id: way.inbox_id, identity_id: way.identity_id, keepDraft: true });
    closeDialog();
  };
  const footer = html`
    <button type="button" class="button quiet" onClick=${() => ask(ticket, way).then(setFound)}><${Icon} name="refresh-cw" />${t("template.again")}</button><span class="grow"></span>
    <button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary" disabled=${!ready}>${t("template.send")}</button>`;
  return html`
    <${Dialog} title=${t("template.title", { channel: t(`channel.${way.channel}`) })} submit=${submit} footer=${footer}>
      ${found?.error && html`<p class="banner bad" role="alert">${found.error}</p>`}
      <${List} found=${found && inOrder(found, ticket)} chosen=${chosen} choose=${choose} />
      ${chosen && html`<${Gaps} template=${chosen} values=${values} set=${setValues} file=${file} setFile=${setFile} /><p class="label">${t("template.preview")}</p><p class="template-preview breakable">${filled(chosen, values)}</p>`}
    <//>`;
}

function List({ found, chosen, choose }) {
  if (!found) return html`<p class="quiet-text" role="status">${t("template.loading")}</p>`;
  if (!found.templates.length) return html`<p class="quiet-text">${t("template.none")}</p>`;
  return html`<ul class="template-list">${found.templates.map((one) => html`
    <li key=${`${one.name} ${one.language}`}><label class="template-choice"><input type="radio" name="template" checked=${one === chosen} onChange=${() => choose(one)} />
      <span class="choice-text"><span><strong>${one.name}</strong> <span class="chip">${one.language}</span></span><span class="choice-more breakable">${one.body}</span></span></label></li>`)}</ul>`;
}

function Gaps({ template, values, set, file, setFile }) {
  const put = (at, text) => set(values.map((other, index) => (index === at ? text : other)));
  return values.map((value, at) => html`
    <label class="field" key=${at}><span class="label">${gapName(template, at)}</span>
      <input class="input" type=${isLink(template.names[at]) && !file ? "url" : "text"} required maxlength="1000" readonly=${isLink(template.names[at]) && !!file} value=${value} onInput=${(event) => put(at, event.target.value)} /></label>
    ${isLink(template.names[at]) && html`<${FromHere} key="file" accept=${TAKEN[template.names[at]]} file=${file} chosen=${(one) => (setFile(one), put(at, one?.name || ""))} />`}`);
}

function FromHere({ accept, file, chosen }) {
  const [busy, setBusy] = useState(false);
  const choose = async ({ target }) => {
    if (!target.files.length) return;
    setBusy(true);
    await uploadAlone(target.files[0]).then(chosen, toastError);
    setBusy(false);
  };
  if (file) return html`<p class="bar"><${Icon} name="paperclip" /><span class="one-line grow">${file.name}</span><button type="button" class="button small" onClick=${() => chosen(null)}>${t("remove", { name: file.name })}</button></p>`;
  return html`<label class="field"><span class="label">${t("template.from_here")}</span><input type="file" accept=${accept} disabled=${busy} onChange=${choose} /></label>`;
}

const TAKEN = { picture_link: "image/jpeg,image/png", film_link: "video/mp4,video/3gpp", file_link: ".pdf,.docx,.xlsx,.pptx,.txt" };
const isLink = (name) => name in TAKEN;

/** The gaps of the head come first; a number alone says nothing about where it stands. */
const inHead = ({ header = "" }, at) => at < new Set([...header.matchAll(GAP)].map((gap) => gap[1])).size;

function gapName(template, at) {
  const name = template.names[at];
  if (isLink(name)) return t(`template.${name}`);
  if (!/^\d+$/.test(name)) return name;
  return t(inHead(template, at) ? "template.head_gap" : "template.gap", { n: name });
}

/** Where the customer's name most likely stands: in a gap that is called so, or in the first of the words. */
export function nameAt(template) {
  const called = template.names.findIndex((name) => /name/i.test(name));
  return called >= 0 ? called : template.names.findIndex((name, at) => name === "1" && !inHead(template, at));
}

/** Those in the customer's language first. */
export function inOrder(found, ticket) {
  const language = store.state.threads[ticket]?.ticket?.language;
  const speaks = (one) => (language && one.language?.startsWith(language) ? 0 : 1);
  return { ...found, templates: [...found.templates].sort((a, b) => speaks(a) - speaks(b)) };
}

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
