// The rail: where one can go, and who I am.

import { html } from "../dom.js";
import { go } from "../routes.js";
import { dispatch, useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { EscalationsItem } from "../escalations/escalations_item.js";
import { Bell } from "./bell.js";
import { MeMenu } from "./me_menu.js";

export function Rail() {
  const { page, leads, drawer, simulated } = useStore((state) => ({ page: state.route.page, leads: state.me.handles_escalations, drawer: state.drawer, simulated: Object.values(state.inboxes).some((inbox) => inbox.simulated) }));
  const toInbox = () => (window.innerWidth < 1024 && page === "view" ? dispatch({ type: drawer ? "drawer_closed" : "drawer_opened", name: "views" }) : go({ page: "view", ticket: null, query: "" }));
  return html`
    <nav class="rail" aria-label=${t("rail")}>
      <a class="rail-mark" href="/" aria-label=${t("home")}><img src="/static/favicon.svg" alt="" width="28" height="28" /></a>
      <${Item} icon="inbox" name="inbox" at=${page === "view"} run=${toInbox} />
      <${Item} icon="search" name="search" keys="/" at=${page === "search"} run=${() => go({ page: "search", ticket: null })} />
      <${Item} icon="square-pen" name="new_ticket" keys="C" run=${() => dispatch({ type: "dialog_opened", name: "new_ticket" })} />
      <${Item} icon="rows-3" name="queue" at=${page === "queue"} run=${() => go({ page: "queue", place: "", ticket: null })} />
      ${leads && html`<${EscalationsItem} at=${page === "escalations"} />`}
      <${Item} icon="users" name="customers" at=${["customer", "customers", "journeys"].includes(page)} run=${() => go({ page: "customers", place: "", ticket: null })} />
      <${Link} icon="book-open" name="knowledge" href="/knowledge" />
      ${simulated && html`<${Link} icon="smartphone" name="simulator" href="/simulator" />`}
      <span class="rail-space"></span>
      <${Bell} />
      <${Item} icon="command" name="commands" keys="Ctrl K" run=${() => dispatch({ type: "dialog_opened", name: "commands" })} />
      <${Link} icon="settings" name="settings" href="/settings" />
      <${MeMenu} />
    </nav>`;
}

function Item({ icon, name, keys, at, run }) {
  return html`
    <button type="button" class="rail-item" aria-label=${t(name)} aria-current=${at ? "page" : undefined} data-tip=${t(name)} data-keys=${keys} onClick=${run}>
      <${Icon} name=${icon} size="large" /></button>`;
}

function Link({ icon, name, href }) {
  return html`<a class="rail-item" href=${href} aria-label=${t(name)} data-tip=${t(name)}><${Icon} name=${icon} size="large" /></a>`;
}
