// Files of a message: pictures as thumbnails, the rest by name and size. They open apart from the console.

import { html } from "../dom.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

export function Attachments({ files = [] }) {
  const shown = files.filter((file) => !file.inline || isPicture(file));
  if (!shown.length) return null;
  return html`<ul class="attachments">${shown.map((file) => html`<li key=${file.id || file.key}>${isPicture(file) && file.thumb_url ? html`<${Picture} file=${file} />` : html`<${File} file=${file} />`}</li>`)}</ul>`;
}

const isPicture = (file) => (file.type || "").startsWith("image/") && file.type !== "image/svg+xml";

function Picture({ file }) {
  return html`<a class="attachment-picture" href=${file.url} target="_blank" rel="noopener" title=${`${file.name} · ${sizeText(file.size)}`}>
    <img src=${file.thumb_url} alt=${file.name} loading="lazy" /></a>`;
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
