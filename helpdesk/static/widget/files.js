/* Files inside a message: pictures small, everything else as a line to download. */
import { html } from "/static/vendor/htm-preact/htm-preact.js";
import { Icon } from "./icons.js";
import { sizeOf } from "./time.js";
import { words } from "./words.js";

/** The attachments of one message. */
export function Files({ attachments }) {
  if (!attachments.length) return null;
  return html`<ul class="files">${attachments.map((file) => html`<li key=${file.id}>${file.thumb_url ? html`<${Picture} ...${file} />` : html`<${Line} ...${file} />`}</li>`)}</ul>`;
}

function Picture({ name, url, thumb_url: small }) {
  return html`<a class="picture" href=${url} target="_blank" rel="noopener"><img src=${small} alt=${words.picture(name)} loading="lazy" /></a>`;
}

function Line({ name, size, url }) {
  return html`<a class="file" href=${url} target="_blank" rel="noopener" download=${name} aria-label=${words.file(name, sizeOf(size))}>
    <${Icon} name="file" /><span class="file-name">${name}</span><small>${sizeOf(size)}</small></a>`;
}
