// Files of a message: pictures side by side, sound and film to play, the rest by name and size. They open apart from
// the console. One that is still being fetched, or could not be, says so in its place.

import { classes, html } from "../dom.js";
import { fetchAgain } from "../verbs/uploading.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

export function Attachments({ files = [], ticket }) {
  const shown = files.filter((file) => !file.inline || isPicture(file));
  if (!shown.length) return null;
  const pictures = shown.filter(isShownPicture);
  const others = shown.filter((file) => !isShownPicture(file));
  return html`
    ${pictures.length > 0 && html`<ul class=${classes("attachments pictures", { album: pictures.length > 1 })}>${pictures.map((file) => html`<li key=${file.id || file.key}><${Picture} file=${file} /></li>`)}</ul>`}
    ${others.length > 0 && html`<ul class="attachments">${others.map((file) => html`<li key=${file.id || file.key}><${Other} file=${file} ticket=${ticket} /></li>`)}</ul>`}`;
}

export const isPicture = (file) => (file.type || "").startsWith("image/") && file.type !== "image/svg+xml";
const isShownPicture = (file) => isPicture(file) && file.thumb_url && !file.state;

function Other({ file, ticket }) {
  if (file.state === "fetching") return html`<span class="attachment fetching" role="status"><${Icon} name="loader" />${t("file.fetching")}<span class="one-line">${file.name}</span></span>`;
  if (file.state === "failed") return html`<${NotFetched} file=${file} ticket=${ticket} />`;
  const kind = (file.type || "").split("/")[0];
  if (file.id && kind === "audio") return html`<${Player} file=${file} tag="audio" />`;
  if (file.id && kind === "video") return html`<${Player} file=${file} tag="video" />`;
  return html`<${File} file=${file} />`;
}

function Picture({ file }) {
  return html`<a class="attachment-picture" href=${file.url} target="_blank" rel="noopener" title=${`${file.name} · ${sizeText(file.size)}`}>
    <img src=${file.thumb_url} alt=${file.name} loading="lazy" /></a>`;
}

function Player({ file, tag }) {
  return html`<figure class=${`attachment-player ${tag}`}><${tag} controls preload="metadata" src=${file.url} aria-label=${file.name}></${tag}>
    <figcaption><${File} file=${file} /></figcaption></figure>`;
}

function NotFetched({ file, ticket }) {
  return html`<span class="attachment failed"><${Icon} name="circle-alert" /><span class="breakable">${t("file.not_fetched", { name: file.name || t("file.unnamed"), reason: file.error || "" })}</span>
    <button type="button" class="link-button" onClick=${() => fetchAgain(ticket, file)}>${t("retry")}</button></span>`;
}

function File({ file }) {
  return html`<a class="attachment" href=${file.url} target="_blank" rel="noopener" title=${file.name}>
    <${Icon} name=${iconFor(file.type)} /><span class="one-line">${file.name || t("file.unnamed")}</span><span class="quiet-text figure">${sizeText(file.size)}</span></a>`;
}

export function iconFor(type = "") {
  if (type.startsWith("image/")) return "image";
  if (type.startsWith("audio/")) return "mic";
  if (type.startsWith("video/")) return "play";
  return /pdf|word|text|sheet|csv/.test(type) ? "file-text" : "file";
}

export function sizeText(bytes = 0) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
