// Quick replies below an answer, where the channel shows them: short titles that the customer presses.

import { html } from "../dom.js";
import { dispatch } from "../store.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

const LONGEST = 20; // what every provider shows whole

export function Buttons({ id, way, titles }) {
  if (!titles || !way?.buttons) return null;
  const set = (buttons) => dispatch({ type: "draft_about", ticket: id, changes: { buttons } });
  const change = (at, title) => set(titles.map((other, index) => (index === at ? title : other)));
  const leave = (at) => set(titles.length > 1 ? titles.filter((_, index) => index !== at) : null);
  return html`
    <div class="reply-buttons" role="group" aria-label=${t("buttons")}>
      ${titles.map((title, at) => html`
        <span class="reply-button" key=${at}>
          <input class="input quiet" value=${title} maxlength=${LONGEST} size=${Math.max(8, title.length)} aria-label=${t("buttons.title", { n: at + 1 })} placeholder=${t("buttons.title", { n: at + 1 })}
            onInput=${(event) => change(at, event.target.value)} />
          <button type="button" class="chip-remove" aria-label=${t("remove", { name: title || t("buttons.title", { n: at + 1 }) })} onClick=${() => leave(at)}><${Icon} name="x" /></button></span>`)}
      ${titles.length < way.buttons && html`<button type="button" class="button quiet small" onClick=${() => set([...titles, ""])}><${Icon} name="plus" />${t("buttons.add")}</button>`}
    </div>`;
}

export const beginButtons = (id, titles) => dispatch({ type: "draft_about", ticket: id, changes: { buttons: titles ? null : [""] } });
