// What can be done to the chosen tickets at once. The keys (A, P, G, L, E …) mean the same ones.

import { html } from "../dom.js";
import { listKey } from "../routes.js";
import { dispatch, store, useStore } from "../store.js";
import { pick } from "../commands/pick.js";
import { Icon } from "../ui/icon.js";
import { setStatus, spam, trash } from "../verbs/solving.js";
import { t } from "../words.js";

export function BulkBar() {
  const selected = useStore((state) => state.selected);
  if (!selected.length) return null;
  const choose = (kind) => (event) => pick(kind, { anchor: event.currentTarget });
  const all = () => dispatch({ type: "selected", ids: store.state.lists[listKey(store.state.route)]?.ids || [] });
  return html`
    <div class="bulk-bar" role="toolbar" aria-label=${t("bulk.title")}>
      <div class="bar"><strong class="grow figure" role="status">${t("bulk.chosen", { n: selected.length })}</strong>
        <button type="button" class="link-button" onClick=${all}>${t("bulk.all")}</button>
        <${Tool} icon="x" name="bulk.none" keys="Esc" run=${() => dispatch({ type: "selected", ids: [] })} /></div>
      <div class="bar">
        <${Tool} icon="circle-check" name="solve" keys="E" run=${() => setStatus(selected, "solved")} />
        <${Tool} icon="user-check" name="assign" keys="A" run=${choose("assignee")} />
        <${Tool} icon="users" name="set_team" keys="G" run=${choose("team")} />
        <${Tool} icon="circle-dot" name="set_status" run=${choose("status")} />
        <${Tool} icon="signal-high" name="set_priority" keys="P" run=${choose("priority")} />
        <${Tool} icon="tag" name="set_tags" keys="L" run=${choose("tags")} />
        <${Tool} icon="shield-alert" name="spam" run=${() => spam(selected)} />
        <${Tool} icon="trash-2" name="trash" run=${() => trash(selected)} />
      </div>
    </div>`;
}

function Tool({ icon, name, keys, run }) {
  return html`<button type="button" class="button quiet icon-only small" aria-label=${t(name)} data-tip=${t(name)} data-keys=${keys} onClick=${run}><${Icon} name=${icon} /></button>`;
}
