// What the customer is worth, what they bought, and what the company's own system knows of them.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { money, Score, Stage, Value } from "../customers/figures.js";
import { Orders } from "../customers/order_lines.js";
import { ago, useNow } from "../times.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { Own, useOwn } from "./own.js";

const CHANGES = ["order_changed", "order_gone", "facts_changed", "rated", "type_changed", "status_changed", "customers_merged", "customers_unmerged", "organization_changed", "vip_agent_changed"];

export function WorthSection({ customer }) {
  const own = useOwn(`/console/customers/${customer.id}/value.json`, (event) => CHANGES.includes(event.name));
  return html`<div class="stack"><${Own} own=${own} draw=${(data) => html`<${Worth} data=${data} />
    <${Orders} orders=${data.orders} />
    ${data.worth.orders > data.orders.length && html`<a class="small-text" href=${`/customers/${customer.id}?show=orders`}>${t("orders.all", { n: data.worth.orders })}</a>`}
    <${Facts} facts=${data.facts} />`} /><${LookUp} id=${customer.id} /></div>`;
}

export function Worth({ data }) {
  const { worth, currency } = data;
  return html`
    <p class="bar wrap tight"><${Stage} stage=${worth.stage} /><${Value} value=${worth.value} />
      ${data.segments.map((one) => html`<a class="chip outlined" key=${one.key} href=${`/customers?segment=${one.key}`}>${one.name}</a>`)}
      ${data.organizations.map((one) => html`<a class="chip" key=${one.id} href=${`/customers?organization=${one.id}`}><${Icon} name="building-2" />${one.name}</a>`)}</p>
    ${worth.rfm > 0 && html`<p class="scores"><${Score} name=${t("score.recency")} score=${worth.recency} /><${Score} name=${t("score.frequency")} score=${worth.frequency} /><${Score} name=${t("score.monetary")} score=${worth.monetary} /></p>`}
    <dl class="figures">
      <${Figure} name=${t("worth.spend")} value=${money(worth.spend, currency, true)} more=${t("worth.orders", { n: worth.orders })} />
      <${Figure} name=${t("worth.lifetime")} value=${money(worth.lifetime_value, currency, true)} />
      <${Figure} name=${t("worth.contact")} value=${worth.tickets_90d} more=${worth.complaints_30d > 0 && t("worth.complaints", { n: worth.complaints_30d })} late=${worth.complaints_30d > 0} />
      <${Figure} name=${t("worth.score")} value=${worth.last_score === null ? "–" : `${worth.last_score}%`} late=${worth.low_scores_90d > 0} />
      ${worth.open_promises > 0 && html`<${Figure} name=${t("worth.promises")} value=${worth.open_promises} />`}
      ${data.vip_agent && html`<${Figure} name=${t("worth.vip_agent")} value=${data.vip_agent} />`}
    </dl>`;
}

const Figure = ({ name, value, more, late }) => html`<div><dt>${name}</dt><dd class=${late ? "late" : ""}>${value}${more && html` <span class="quiet-text small-text">${more}</span>`}</dd></div>`;

function Facts({ facts }) {
  return facts.length > 0 && html`<dl class="facts">${facts.map((one) => html`<div key=${one.key}><dt class="one-line">${one.key}</dt><dd class="breakable">${typeof one.value === "boolean" ? t(one.value ? "yes" : "no") : String(one.value)}</dd></div>`)}</dl>`;
}

/** Asked for by itself: nothing waits for another system. */
export function LookUp({ id }) {
  const now = useNow();
  const [found, set] = useState(null);
  const ask = (again) => get(`/console/customers/${id}/lookup.json${again ? "?again=1" : ""}`).then(set, () => set({ state: "unavailable", lines: [] }));
  useEffect(() => {
    set(null);
    ask(false);
  }, [id]);
  if (!found || found.state === "off") return null;
  return html`
    <div class="lookup"><p class="bar tight small-text quiet-text"><${Icon} name=${found.state === "fresh" ? "link" : "triangle-alert"} /><span class="grow">${t(`lookup.${found.state}`, { time: found.at ? ago(found.at, now) : "" })}</span>
      <button type="button" class="button quiet icon-only small" aria-label=${t("lookup.again")} data-tip=${t("lookup.again")} onClick=${() => ask(true)}><${Icon} name="refresh-cw" /></button></p>
      <dl class="facts">${found.lines.map((line, n) => html`<div key=${n}><dt class="one-line">${line.label}</dt><dd class="breakable">${line.url ? html`<a href=${line.url} target="_blank" rel="noreferrer">${line.value || t("open")}</a>` : line.value}</dd></div>`)}</dl></div>`;
}
