// Below 720 px: the bar under the thumb.

import { html } from "../dom.js";
import { go } from "../routes.js";
import { dispatch, useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { Bell } from "./bell.js";
import { MeMenu } from "./me_menu.js";

export function BottomBar() {
  const { page, drawer } = useStore((state) => ({ page: state.route.page, drawer: state.drawer }));
  return html`
    <nav class="bottom-bar" aria-label=${t("rail")}>
      <${Item} icon="inbox" name="inbox" at=${page === "view" && !drawer} run=${() => go({ page: "view", ticket: null, query: "" })} />
      <${Item} icon="list-filter" name="views" at=${drawer === "views"} run=${() => dispatch({ type: "drawer_opened", name: "views" })} />
      <${Item} icon="search" name="search" at=${page === "search"} run=${() => go({ page: "search", ticket: null })} />
      <${Item} icon="square-pen" name="new_ticket.short" run=${() => dispatch({ type: "dialog_opened", name: "new_ticket" })} />
      <${Bell} labelled=${true} />
      <${MeMenu} label=${t("me")} />
    </nav>`;
}

function Item({ icon, name, at, run }) {
  return html`
    <button type="button" class="rail-item" aria-current=${at ? "page" : undefined} onClick=${run}>
      <${Icon} name=${icon} size="large" /><span class="label">${t(name)}</span></button>`;
}
