// A customer by themselves: who they are, all of their time with the company, what they are worth.

import { html, useEffect, useState } from "../dom.js";
import { get, put } from "../api.js";
import { go } from "../routes.js";
import { useStore } from "../store.js";
import { Customer } from "../panel/customer.js";
import { useOwn, Own } from "../panel/own.js";
import { SamePerson } from "../panel/same_person.js";
import { LookUp, Worth } from "../panel/value.js";
import { toastError } from "../ui/toasts.js";
import { Icon } from "../ui/icon.js";
import { Failed } from "../ui/states.js";
import { t } from "../words.js";
import { Describe } from "./describe.js";
import { JourneyPicture } from "./journey_picture.js";
import { Orders } from "./order_lines.js";
import { Timeline } from "./timeline.js";

const SHOWN = ["timeline", "journey", "orders"];

export function CustomerPage() {
  const id = useStore((state) => state.route.customer);
  const [{ customer, error }, set] = useState({});
  const load = () => get(`/console/customers/${id}.json`).then((answer) => set({ customer: answer.customer })).catch((problem) => set({ error: problem }));
  useEffect(() => {
    set({});
    load();
  }, [id]);
  const save = (changes) => put(`/console/customers/${id}`, changes).then((answer) => set({ customer: answer.customer }), toastError);
  return html`
    <main class="working-page customer-page" id="thread" tabindex="-1" aria-label=${t("section.customer")}>
      <p><button type="button" class="button quiet" onClick=${() => go({ page: "customers", customer: null, place: "" })}><${Icon} name="arrow-left" />${t("customers")}</button></p>
      ${error && html`<${Failed} error=${error} retry=${load} />`}
      ${customer && html`<div class="customer-columns">
        <div class="customer-about stack"><div class="card"><${Customer} customer=${{ ...customer, notes: null, tags: [] }} changed=${load} /><${SamePerson} customer=${customer} changed=${load} /></div>
          <${Describe} key=${customer.id} customer=${customer} save=${save} /><${WorthCard} id=${customer.id} save=${save} /></div>
        <${Past} key=${customer.id} customer=${customer} /></div>`}
    </main>`;
}

function WorthCard({ id, save }) {
  const own = useOwn(`/console/customers/${id}/value.json`);
  const agents = useStore((state) => Object.values(state.agents));
  return html`
    <section class="card padded stack" aria-label=${t("section.value")}><h3>${t("section.value")}</h3>
      <${Own} own=${own} draw=${(data) => html`<${Worth} data=${data} />
        <label class="field"><span class="label">${t("worth.vip_agent")}</span><select class="input" onChange=${(event) => save({ vip_agent_id: Number(event.target.value) || null }).then(own.load)}>
          <option value="">${t("nobody")}</option>${agents.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === data.worth.vip_agent_id}>${one.name}</option>`)}</select></label>`} />
      <${LookUp} id=${id} /></section>`;
}

function Past({ customer }) {
  const wanted = new URLSearchParams(window.location.search).get("show");
  const [shown, show] = useState(SHOWN.includes(wanted) ? wanted : "timeline");
  const draw = { timeline: Timeline, journey: JourneyPicture, orders: AllOrders }[shown];
  return html`
    <section class="card padded customer-past"><div class="tabs" role="tablist">${SHOWN.map((name) => html`
        <button type="button" role="tab" class="tab" key=${name} aria-selected=${shown === name} onClick=${() => show(name)}>${t(`customer.${name}`)}</button>`)}</div>
      <div role="tabpanel"><${draw} id=${customer.id} /></div></section>`;
}

function AllOrders({ id }) {
  const [{ orders, more }, set] = useState({});
  const load = (offset) => get(`/console/customers/${id}/orders.json?offset=${offset}`).then((page) => set((old) => ({ ...page, orders: [...(offset ? old.orders : []), ...page.orders] })), toastError);
  useEffect(() => void load(0), [id]);
  return orders ? html`<${Orders} orders=${orders} />${more && html`<p class="center"><button type="button" class="button" onClick=${() => load(orders.length)}>${t("more.load")}</button></p>`}` : null;
}
