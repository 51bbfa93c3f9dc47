// The search field with its filters. It asks a moment after the last stroke, never in the middle of composing.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../dom.js";
import { go } from "../routes.js";
import { useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { MenuButton } from "../ui/menu.js";
import { step } from "../verbs/walking.js";
import { t } from "../words.js";

const ASK_AFTER_MS = 250;
const STATUSES = ["new", "open", "pending", "on_hold", "solved", "closed"];
const FILTER = /\b(status|assignee):(\S+)/g;

export function SearchHead({ query }) {
  const field = useRef();
  const timer = useRef();
  const [text, setText] = useState(query);
  // Before the next key: an effect would wait for a frame, and what is typed meanwhile would be lost.
  useLayoutEffect(() => field.current.focus(), []);
  useEffect(() => query !== text && document.activeElement !== field.current && setText(query), [query]);
  const ask = (wanted, later = 0) => {
    setText(wanted);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = null;
      go({ page: "search", query: wanted.trim(), ticket: null }, { replace: true });
    }, later);
  };
  // Out of the field without a mouse: Esc leaves it, Enter and down go on to what was found.
  const keys = (event) => {
    if (event.isComposing || event.keyCode === 229 || !["Enter", "ArrowDown", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    field.current.blur();
    if (event.key === "Escape") return;
    if (timer.current) ask(text);
    else step(1);
  };
  const type = (event) => (event.isComposing ? setText(event.target.value) : ask(event.target.value, ASK_AFTER_MS));
  const filters = [...text.matchAll(FILTER)];
  return html`
    <header class="pane-head search-head">
      <button type="button" class="button quiet icon-only back-button" aria-label=${t("back")} onClick=${() => go({ page: "view", query: "", ticket: null })}><${Icon} name="arrow-left" /></button>
      <div class="search-field grow"><${Icon} name="search" />
        <input ref=${field} class="input" type="search" value=${text} placeholder=${t("search.placeholder")} aria-label=${t("search")}
          onInput=${type} onKeyDown=${keys} onCompositionEnd=${(event) => ask(event.target.value, ASK_AFTER_MS)} /></div>
      <${FilterMenu} text=${text} ask=${ask} />
      ${filters.length > 0 && html`<div class="search-filters">${filters.map(([whole, name, value]) => html`<${Filter} key=${whole} whole=${whole} name=${name} value=${value} text=${text} ask=${ask} />`)}</div>`}
    </header>`;
}

function FilterMenu({ text, ask }) {
  const add = (name, value) => ask(`${text.replace(FILTER, (whole, other) => (other === name ? "" : whole)).trim()} ${name}:${value}`.trim());
  const items = [
    { title: t("property.status") },
    ...STATUSES.map((status) => ({ label: t(`status.${status}`), run: () => add("status", status) })),
    { title: t("property.assignee_id") },
    { label: t("search.mine"), run: () => add("assignee", "me") },
    { label: t("nobody"), run: () => add("assignee", "none") },
  ];
  return html`<${MenuButton} items=${items} align="end" icon="sliders-horizontal" label=${t("search.filters")} />`;
}

function Filter({ whole, name, value, text, ask }) {
  const agents = useStore((state) => state.agents);
  const label = name === "status" ? t(`status.${value}`) : value === "me" ? t("search.mine") : agents[value]?.name || t("nobody");
  return html`<span class="chip large">${label}<button type="button" class="chip-remove" aria-label=${t("remove", { name: label })}
    onClick=${() => ask(text.replace(whole, "").replace(/\s+/g, " ").trim())}><${Icon} name="x" /></button></span>`;
}
