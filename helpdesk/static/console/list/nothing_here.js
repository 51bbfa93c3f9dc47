// An empty list says what comes here and offers the first step.

import { html } from "../dom.js";
import { dispatch, useStore } from "../store.js";
import { openView } from "../routes.js";
import { Empty } from "../ui/states.js";
import { t } from "../words.js";

export function NothingHere({ view, searching, query }) {
  const views = useStore((state) => state.views);
  const counts = useStore((state) => state.counts);
  if (searching && !query) return html`<${Empty} icon="search" title=${t("search.start")} text=${t("search.hint")} />`;
  if (searching) return html`<${Empty} icon="search" title=${t("search.none", { query })} text=${t("search.none.more")} />`;
  const next = views.find((one) => one !== view && one.group !== "all" && counts[one.id] > 0) || views.find((one) => one !== view && counts[one.id] > 0);
  const mine = view?.group === "mine";
  return html`
    <${Empty} icon=${mine ? "circle-check" : "inbox"} title=${t(mine ? "empty.mine" : "empty.view")} text=${t(mine ? "empty.mine.more" : "empty.view.more")}>
      ${next ? html`<button type="button" class="button" onClick=${() => openView(next.id)}>${t("empty.go", { view: next.name })}</button>`
        : html`<button type="button" class="button" onClick=${() => dispatch({ type: "dialog_opened", name: "new_ticket" })}>${t("new_ticket")}</button>`}
    <//>`;
}
