// A call that rings pops up with the customer found; the one I am talking in stays as a pill with its running time.

import { html } from "../dom.js";
import { write, openTicket } from "../routes.js";
import { mine, ringing } from "../state/calls.js";
import { dispatch, useStore } from "../store.js";
import { date } from "../times.js";
import { Avatar } from "../ui/avatar.js";
import { Icon, channelIcon } from "../ui/icon.js";
import { callerName, openCall, takeCall } from "../verbs/calling.js";
import { t } from "../words.js";
import { Running } from "./running.js";

const SHOWN = 3;

export function CallCards() {
  const calls = useStore((state) => ringing(state).slice(0, SHOWN));
  const talking = useStore(mine);
  const route = useStore((state) => state.route.ticket);
  return html`
    <section class="call-cards" aria-label=${t("call.region")}>
      <div class="for-readers" aria-live="assertive">${calls.map((call) => html`<p key=${call.id}>${t("call.said", { name: callerName(call) })}</p>`)}</div>
      ${calls.map((call) => html`<${Card} key=${call.id} call=${call} />`)}
      ${talking && talking.ticket !== route && html`<${Talking} call=${talking} />`}
    </section>`;
}

function Card({ call }) {
  const inbox = useStore((state) => state.inboxes[call.inbox_id]);
  const name = callerName(call);
  return html`
    <article class="call-card" aria-label=${t("call.said", { name })}>
      <header class="bar"><span class="call-sign"><${Icon} name="phone-incoming" /></span><span class="grow one-line">${t("call.incoming")}${inbox ? ` · ${inbox.name}` : ""}</span>
        <button type="button" class="button quiet icon-only small" aria-label=${t("call.dismiss")} data-tip=${t("call.dismiss")} onClick=${() => dispatch({ type: "call_hidden", id: call.id })}><${Icon} name="x" /></button></header>
      <div class="bar"><${Avatar} name=${call.customer.name} id=${call.customer.id} size="large" />
        <div class="grow call-who"><strong class="one-line" title=${name}>${name}</strong>
          ${call.customer.name && call.number && html`<span class="figure one-line">${call.number}</span>`}
          <span class="quiet-text small-text one-line">${[!call.tickets.length && t("call.first"), call.customer.since && t("customer.since", { date: date(call.customer.since) })].filter(Boolean).join(" · ")}</span></div></div>
      ${call.customer.tags.length > 0 && html`<p class="bar wrap tight">${call.customer.tags.slice(0, 6).map((tag) => html`<span class="chip" key=${tag}>${tag}</span>`)}</p>`}
      ${call.tickets.length > 0 && html`<${Earlier} tickets=${call.tickets} />`}
      <${RingsAt} call=${call} />
      <footer class="bar"><button type="button" class="button primary grow" data-keys="⇧C" onClick=${() => takeCall(call)}><${Icon} name="phone" />${t("call.answer")}</button>
        <button type="button" class="button grow" onClick=${() => openCall(call)}>${t("call.open")}</button></footer>
    </article>`;
}

function Earlier({ tickets }) {
  const follow = (id) => (click) => {
    click.preventDefault();
    openTicket(id);
  };
  return html`
    <div class="call-earlier"><h3 class="quiet-text small-text">${t("call.last")}</h3>
      <ul>${tickets.map((one) => html`<li key=${one.id}><a class="bar tight" href=${write({ page: "view", view: null, ticket: one.id })} onClick=${follow(one.id)}><${Icon} name=${channelIcon(one.channel)} label=${t(`channel.${one.channel}`)} />
        <span class="grow one-line">${one.subject || `#${one.id}`}</span><span class="quiet-text small-text">${t(`status.${one.status}`)}</span></a></li>`)}</ul></div>`;
}

function RingsAt({ call }) {
  const { me, agent } = useStore((state) => ({ me: state.me, agent: state.agents[call.rings_at] }));
  if (!agent) return null;
  return html`<p class="quiet-text small-text">${agent.id === me.id ? t("call.rings_here") : t("call.rings_at", { name: agent.name })}</p>`;
}

function Talking({ call }) {
  return html`
    <button type="button" class="call-pill floating" onClick=${() => openTicket(call.ticket)}><${Icon} name="phone-call" />
      <span class="one-line">${callerName(call)}</span><${Running} since=${call.answered_at || call.at} /></button>`;
}
