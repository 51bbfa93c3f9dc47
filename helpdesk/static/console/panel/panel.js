// The panel at the right: the customer first, then the ticket. Sections fold and remember.

import { html } from "../dom.js";
import { dispatch, useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { Resizer } from "../ui/resizer.js";
import { t } from "../words.js";
import { Customer } from "./customer.js";
import { Earlier } from "./earlier.js";
import { Links } from "./links.js";
import { Section } from "./section.js";
import { TicketFields } from "./ticket_fields.js";
import { TicketProperties } from "./ticket_properties.js";

export function Panel({ id }) {
  const { ticket, customer } = useStore((state) => ({ ticket: state.threads[id]?.ticket, customer: state.threads[id]?.customer }));
  const fields = useStore((state) => state.fields);
  return html`
    <aside class="panel" aria-label=${t("panel")}>
      <${Resizer} name="panel" least=${260} most=${480} usual=${320} fromRight=${true} label=${t("resize.panel")} />
      <div class="panel-scroll">
        <button type="button" class="button quiet icon-only panel-close" aria-label=${t("close")} onClick=${() => dispatch({ type: "drawer_closed" })}><${Icon} name="x" /></button>
        ${ticket ? html`
          <${Customer} customer=${customer} ticket=${id} />
          <${Section} name="ticket" title=${t("section.ticket")}><${TicketProperties} ticket=${ticket} /></${Section}>
          ${fields.length > 0 && html`<${Section} name="fields" title=${t("section.fields")}><${TicketFields} ticket=${ticket} fields=${fields} /></${Section}>`}
          <${Section} name="links" title=${t("section.links")}><${Links} ticket=${ticket} /></${Section}>
          <${Section} name="earlier" title=${t("section.earlier")} count=${Math.max(0, (customer?.ticket_count || 0) - 1)}><${Earlier} customer=${customer} ticket=${ticket} /></${Section}>` : html`<${Waiting} />`}
      </div>
    </aside>`;
}

function Waiting() {
  return html`<div class="panel-waiting stack" aria-hidden="true"><span class="skeleton round"></span><span class="skeleton w-60"></span><span class="skeleton w-80"></span><span class="skeleton w-40"></span></div>`;
}
