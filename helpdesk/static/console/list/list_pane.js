// The pane of the list: its head (view, or the search field), the rows, what is done to the chosen ones.

import { html } from "../dom.js";
import { listKey } from "../routes.js";
import { dispatch, useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { BulkBar } from "./bulk_bar.js";
import { Rows } from "./rows.js";
import { SearchHead } from "./search_head.js";

export function ListPane() {
  const { page, ticket, query, key, view } = useStore((state) => ({
    page: state.route.page,
    ticket: state.route.ticket,
    query: state.route.query,
    key: listKey(state.route),
    view: state.views.find((one) => one.id === state.route.view),
  }));
  const searching = page === "search";
  const alone = !ticket && window.innerWidth < 720; // on a phone the thread, which is the main part, is not there now
  return html`
    <section class="list-pane" role=${alone ? "main" : null} aria-label=${searching ? t("search") : view ? view.name : t("inbox")}>
      ${searching ? html`<${SearchHead} query=${query} key="search" />` : html`<${ViewHead} view=${view} />`}
      <${Rows} key=${key} listKey=${key} view=${searching ? null : view} searching=${searching} query=${query} />
      <${BulkBar} />
    </section>`;
}

function ViewHead({ view }) {
  return html`
    <header class="pane-head">
      <button type="button" class="button quiet icon-only views-button" aria-label=${t("views")} data-tip=${t("views")} onClick=${() => dispatch({ type: "drawer_opened", name: "views" })}>
        <${Icon} name="panel-left" /></button>
      <h2 class="one-line grow">${view ? view.name : t("inbox")}</h2>
      <button type="button" class="button quiet icon-only" aria-label=${t("new_ticket")} data-tip=${t("new_ticket")} data-keys="C" onClick=${() => dispatch({ type: "dialog_opened", name: "new_ticket" })}>
        <${Icon} name="square-pen" /></button>
    </header>`;
}
