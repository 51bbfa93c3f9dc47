// All customers: segments with their counts, a search by what is known of somebody, and the list.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { asked, go } from "../routes.js";
import { useStore } from "../store.js";
import { ago, fullTime, useNow } from "../times.js";
import { customerName } from "../naming.js";
import { Avatar } from "../ui/avatar.js";
import { Icon, channelIcon } from "../ui/icon.js";
import { Empty, Failed, RowSkeletons } from "../ui/states.js";
import { t } from "../words.js";
import { money, Stage, Value } from "./figures.js";

export function CustomersPage() {
  const params = asked(useStore((state) => state.route.place));
  const [{ segments = [], manage, sums }, setSegments] = useState({});
  useEffect(() => void get("/console/customers/segments.json").then(setSegments, () => null), []);
  const chosen = params.get("segment");
  return html`
    <main class="working-page customers-page" id="thread" tabindex="-1" aria-label=${t("customers")}>
      <header class="page-head"><h2>${t("customers")}</h2>
        <span class="push bar tight">
          ${sums && html`<a class="button" href="/journeys" onClick=${open("/journeys", "journeys", "")}><${Icon} name="workflow" />${t("journeys")}</a>`}
          ${manage && html`<a class="button" href="/settings/segments"><${Icon} name="sliders-horizontal" />${t("segments.manage")}</a>`}</span></header>
      <${Search} params=${params} />
      <nav class="segment-row" aria-label=${t("segments")}>
        <${Segment} name=${t("customers.all")} at=${!chosen} params=${params} />
        ${segments.map((one) => html`<${Segment} key=${one.key} keyName=${one.key} name=${one.name} count=${one.members} at=${chosen === one.key} params=${params} />`)}</nav>
      <${List} key=${params.toString()} params=${params} />
    </main>`;
}

const open = (href, page, place) => (click) => {
  if (click.metaKey || click.ctrlKey) return;
  click.preventDefault();
  go({ page, place, ticket: null });
};

/** The same address with these parts changed. */
const placeWith = (params, changes) => {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
  return next.size ? `?${next}` : "";
};

function Segment({ name, keyName, count, at, params }) {
  const place = placeWith(params, { segment: keyName, sort: null });
  return html`<a class="segment" href=${`/customers${place}`} aria-current=${at ? "page" : undefined} onClick=${open("", "customers", place)}>${name}${count !== undefined && html`<span class="count">${count.toLocaleString()}</span>`}</a>`;
}

function Search({ params }) {
  const [text, setText] = useState(params.get("q") || "");
  const submit = (event) => {
    event.preventDefault();
    go({ page: "customers", place: placeWith(params, { q: text.trim() }) });
  };
  return html`
    <form class="customers-search" role="search" onSubmit=${submit}>
      <label class="search-field"><${Icon} name="search" /><input class="input" type="search" value=${text} placeholder=${t("customers.search")} aria-label=${t("customers.search")} onInput=${(event) => setText(event.target.value)} /></label>
      <button class="button">${t("search")}</button>
      <p class="hint quiet-text small-text">${t("customers.search.more")}</p>
    </form>`;
}

function List({ params }) {
  const [{ customers, next, currency, error }, set] = useState({});
  const load = (after) => {
    const query = new URLSearchParams(params);
    if (after) query.set("after", after);
    return get(`/console/customers/list.json?${query}`).then((page) => set((old) => ({ ...page, customers: [...(after ? old.customers : []), ...page.customers] })), (problem) => set((old) => ({ ...old, error: problem })));
  };
  useEffect(() => void load(), []);
  if (error && !customers) return html`<${Failed} error=${error} retry=${() => load()} />`;
  if (!customers) return html`<${RowSkeletons} />`;
  if (!customers.length) return html`<${Empty} icon="users" title=${t(params.size ? "customers.none" : "customers.empty")} text=${t(params.size ? "customers.none.more" : "customers.empty.more")} />`;
  return html`
    <div class="card table-scroll"><table class="table stacks customers-table"><thead><tr>
      <th>${t("customers.name")}</th><th>${t("customers.value")}</th><th class="number">${t("customers.spend")}</th><th class="number">${t("customers.open")}</th><th>${t("customers.contact")}</th></tr></thead>
      <tbody>${customers.map((one) => html`<${Row} key=${one.id} one=${one} currency=${currency} />`)}</tbody></table></div>
    ${next && html`<p class="center"><button type="button" class="button" onClick=${() => load(next)}>${t("more.load")}</button></p>`}`;
}

function Row({ one, currency }) {
  const now = useNow();
  const name = customerName(one);
  const toPage = (click) => {
    if (click.metaKey || click.ctrlKey) return;
    click.preventDefault();
    go({ page: "customer", customer: one.id, ticket: null });
  };
  return html`
    <tr class="opens" onClick=${toPage}>
      <td><span class="bar"><${Avatar} name=${name} id=${one.id} /><span class="customers-who"><a class="one-line" href=${`/customers/${one.id}`} onClick=${toPage}>${name}</a>
        <span class="quiet-text small-text one-line">${[one.organization, ...one.tags].filter(Boolean).join(" · ") || `#${one.id}`}</span></span></span></td>
      <td><span class="bar tight"><${Stage} stage=${one.stage} /><${Value} value=${one.value} /></span></td>
      <td class="number" data-label=${t("customers.spend")}>${one.orders ? money(one.spend, currency, true) : "–"}</td>
      <td class="number" data-label=${t("customers.open")}>${one.open_tickets || "–"}</td>
      <td data-label=${t("customers.contact")}>${one.last_contact_at ? html`<span class="bar tight"><${Icon} name=${channelIcon(one.last_channel)} label=${t(`channel.${one.last_channel}`)} /><time dateTime=${one.last_contact_at} title=${fullTime(one.last_contact_at)}>${ago(one.last_contact_at, now)}</time></span>` : "–"}</td></tr>`;
}
