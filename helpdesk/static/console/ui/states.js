// Empty, failed and loading, the same everywhere.

import { html } from "../dom.js";
import { t } from "../words.js";
import { Icon } from "./icon.js";

export function Empty({ icon = "inbox", title, text, children }) {
  return html`
    <div class="empty">
      <${Icon} name=${icon} size="huge" />
      <h2>${title}</h2>
      ${text && html`<p>${text}</p>`}
      ${children && html`<div class="actions">${children}</div>`}
    </div>`;
}

export function Failed({ error, retry }) {
  return html`
    <${Empty} icon=${error?.isOffline ? "wifi-off" : "circle-alert"} title=${t(error?.isOffline ? "failed.offline" : "failed.title")} text=${error?.description}>
      <button type="button" class="button" onClick=${retry}><${Icon} name="refresh-cw" />${t("try_again")}</button>
    <//>`;
}

export function RowSkeletons({ count = 8 }) {
  const widths = ["w-40", "w-60", "w-80"];
  return html`<div aria-hidden="true">${Array.from({ length: count }, (_, n) => html`
    <div class="row-skeleton" key=${n}><span class="skeleton round"></span>
      <span class="grow stack tight"><span class=${`skeleton ${widths[n % 3]}`}></span><span class=${`skeleton ${widths[(n + 1) % 3]}`}></span></span></div>`)}</div>`;
}
