// The panel at the right: the customer first, then the ticket. Sections fold and remember.

import { html } from "../dom.js";
import { dispatch, useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { Resizer } from "../ui/resizer.js";
import { t } from "../words.js";
import { Section } from "./section.js";
import { SECTIONS } from "./sections.js";

export function Panel({ id }) {
  const { ticket, customer, failed } = useStore((state) => ({ ticket: state.threads[id]?.ticket, customer: state.threads[id]?.customer, failed: state.threads[id]?.state === "failed" }));
  const fields = useStore((state) => state.fields);
  return html`
    <aside class="panel" aria-label=${t("panel")}>
      <${Resizer} name="panel" least=${260} most=${480} usual=${320} fromRight=${true} label=${t("resize.panel")} />
      <div class="panel-scroll">
        <button type="button" class="button quiet icon-only panel-close" aria-label=${t("close")} onClick=${() => dispatch({ type: "drawer_closed" })}><${Icon} name="x" /></button>
        ${ticket ? SECTIONS.map((section) => html`<${Part} key=${section.name} section=${section} about=${{ ticket, customer, fields }} />`) : !failed && html`<${Waiting} />`}
      </div>
    </aside>`;
}

function Part({ section, about }) {
  if (section.show && !section.show(about)) return null;
  const body = html`<${section.Body} ...${about} />`;
  return section.bare ? body : html`<${Section} name=${section.name} title=${t(section.title)} count=${section.count?.(about)}>${body}<//>`;
}

function Waiting() {
  return html`<div class="panel-waiting stack" aria-hidden="true"><span class="skeleton round"></span><span class="skeleton w-60"></span><span class="skeleton w-80"></span><span class="skeleton w-40"></span></div>`;
}
