// The views with their live counts, by group. Below 1024 px a drawer.

import { html, memo } from "../dom.js";
import { openView, write } from "../routes.js";
import { useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

const GROUPS = ["mine", "team", "all", "own"];
const MOST = 9999;

export function Views() {
  const views = useStore((state) => state.views);
  const groups = GROUPS.map((group) => [group, views.filter((view) => view.group === group)]).filter(([, some]) => some.length);
  return html`
    <nav class="views" aria-label=${t("views")} onKeyDown=${walk}>
      ${groups.map(([group, some]) => html`
        <h2 class="views-title">${t(`views.${group}`)}</h2>
        <ul>${some.map((view) => html`<${View} key=${view.id} view=${view} />`)}</ul>`)}
    </nav>`;
}

const View = memo(({ view }) => {
  const { at, count } = useStore((state) => ({
    at: state.route.page === "view" && String(state.route.view) === String(view.id),
    count: state.counts[view.id] ?? 0,
  }));
  const open = (click) => {
    if (click.metaKey || click.ctrlKey) return;
    click.preventDefault();
    openView(view.id);
  };
  return html`
    <li><a class="nav-item" href=${write({ page: "view", view: view.id })} aria-current=${at ? "page" : undefined} onClick=${open}>
      <${Icon} name=${view.icon || "list"} /><span class="one-line grow">${view.name}</span>
      ${count > 0 && html`<span class="count" aria-label=${t("views.count", { n: count })}>${countText(count)}</span>`}</a></li>`;
});

export const countText = (count) => (count > MOST ? "9,999+" : count.toLocaleString("en"));

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const items = [...event.currentTarget.querySelectorAll(".nav-item")];
  items[items.indexOf(document.activeElement) + step]?.focus();
  event.preventDefault();
}
