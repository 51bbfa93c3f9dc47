// All keys on one page.

import { html } from "../dom.js";
import { useStore } from "../store.js";
import { KEYS, keyCaps } from "../commands/key_table.js";
import { Dialog } from "../ui/dialog.js";
import { t } from "../words.js";

export function KeySheet() {
  const off = useStore((state) => state.me.keys === false);
  const groups = [...new Set(KEYS.map((key) => key.group))];
  return html`
    <${Dialog} title=${t("keys.title")} size="wide">
      ${off && html`<p class="banner">${t("keys.off")}</p>`}
      <div class="key-sheet">${groups.map((group) => html`
        <section key=${group}><h3>${t(`keys.${group}`)}</h3><dl>${KEYS.filter((key) => key.group === group).map((key) => html`
          <div class="key-line" key=${key.name}><dt>${t(key.name)}</dt><dd>${keyCaps(key.keys).map((cap) => html`<kbd>${cap}</kbd> `)}</dd></div>`)}</dl></section>`)}</div>
      <p class="quiet-text">${t("keys.fields")}</p>
    <//>`;
}
