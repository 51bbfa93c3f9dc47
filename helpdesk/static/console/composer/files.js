// The files that will go with it: a picture of each, how far it is, and a way to leave it out.

import { classes, html } from "../dom.js";
import { iconFor, sizeText } from "../thread/attachments.js";
import { Icon } from "../ui/icon.js";
import { detach, uploadAgain } from "../verbs/uploading.js";
import { t } from "../words.js";

export function Files({ id, kind, files }) {
  if (!files.length) return null;
  return html`<ul class="composer-files">${files.map((file) => html`<${File} key=${file.key || file.id} id=${id} kind=${kind} file=${file} />`)}</ul>`;
}

function File({ id, kind, file }) {
  const going = file.progress !== null && file.progress !== undefined && !file.id;
  return html`
    <li class=${classes("attachment", { failed: file.error })} title=${file.error || file.name}>
      ${file.thumb_url ? html`<img class="attachment-small" src=${file.thumb_url} alt="" />` : html`<${Icon} name=${iconFor(file.type)} />`}
      <span class="one-line">${file.name}</span>
      ${going ? html`<progress max="1" value=${file.progress} aria-label=${t("file.going", { name: file.name })}></progress>` : html`<span class="quiet-text figure">${sizeText(file.size)}</span>`}
      ${file.error && html`<span class="sign late" role="alert">${file.error}</span>`}
      ${file.error && file.file && html`<button type="button" class="link-button" onClick=${() => uploadAgain(id, kind, file)}>${t("retry")}</button>`}
      <button type="button" class="chip-remove" aria-label=${t("remove", { name: file.name })} onClick=${() => detach(id, kind, file.key)}><${Icon} name="x" /></button>
    </li>`;
}
