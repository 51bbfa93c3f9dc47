// Orders, newest first: number, day, state, amount, and what was in them.

import { html } from "../dom.js";
import { date } from "../times.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { money, orderState } from "./figures.js";

export function Orders({ orders }) {
  if (!orders.length) return html`<p class="quiet-text">${t("orders.none")}</p>`;
  return html`<ul class="orders">${orders.map((order) => html`<${Order} key=${order.id} order=${order} />`)}</ul>`;
}

export function Order({ order }) {
  const number = order.url ? html`<a href=${order.url} target="_blank" rel="noreferrer">${order.number}<${Icon} name="external-link" label=${t("order.open")} /></a>` : html`<span>${order.number}</span>`;
  return html`
    <li class="order"><span class="bar tight"><b class="order-number one-line">${number}</b><span class="chip">${orderState(order.status)}</span>
        <span class="push figure">${money(order.total, order.currency)}</span></span>
      <span class="quiet-text small-text breakable">${date(order.placed_at)}${order.items.length > 0 && ` · ${order.items.map((item) => (item.quantity === 1 ? item.name : `${item.name} × ${item.quantity}`)).join(t("comma"))}`}${order.refunded > 0 && ` · ${t("order.refunded_part", { amount: money(order.refunded, order.currency) })}`}</span></li>`;
}
