/* The files that will go with the next message. */
import { html } from "/static/vendor/htm-preact/htm-preact.js";
import { Icon } from "./icons.js";
import { sizeOf } from "./time.js";
import { words } from "./words.js";

/** One chip a file: picture or sign, name, how far it is, a way to take it out. */
export function Tray({ uploads }) {
  const { files, problem, remove, again } = uploads;
  return html`
    ${problem && html`<p class="failed tray-problem" role="alert"><${Icon} name="alert" size="16" /><span>${problem}</span></p>`}
    ${files.length > 0 && html`<ul class="tray">${files.map((file) => html`<${Chip} key=${file.key} file=${file} remove=${remove} again=${again} />`)}</ul>`}`;
}

function Chip({ file, remove, again }) {
  const { key, name, size, preview, percent, attachment, failed } = file;
  return html`<li class="chip ${failed ? "wrong" : ""}">
    ${preview ? html`<img src=${preview} alt="" />` : html`<${Icon} name="file" />`}
    <span class="chip-words"><span class="file-name">${name}</span><small>${failed || sizeOf(size)}</small></span>
    ${failed && html`<button type="button" class="plain" onClick=${() => again(key)}>${words.retry}</button>`}
    <button type="button" class="remove" aria-label=${words.remove(name)} title=${words.remove(name)} onClick=${() => remove(key)}><${Icon} name="close" size="16" /></button>
    ${!attachment && !failed && html`<progress max="100" value=${percent} aria-label=${words.uploading(name, percent)}></progress>`}
  </li>`;
}
