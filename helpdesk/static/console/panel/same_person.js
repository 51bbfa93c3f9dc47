// Who may be the same person as this customer, why, and how surely; who has been merged already, with the way back.

import { html, useState } from "../dom.js";
import { post, remove } from "../api.js";
import { dispatch } from "../store.js";
import { customerName } from "../naming.js";
import { ago } from "../times.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icon.js";
import { toast, toastError } from "../ui/toasts.js";
import { loadThread } from "../verbs/loading.js";
import { t } from "../words.js";
import { useOwn } from "./own.js";
import { Section } from "./section.js";

const CHANGES = new Set(["customer_joined", "customer_parted", "customer_recognised", "message_received"]);

export function SamePerson({ customer, ticket, changed = () => ticket && loadThread(ticket.id) }) {
  const own = useOwn(`/console/customers/${customer.id}/same.json`, (event) => (!ticket || event.ticket === ticket.id) && CHANGES.has(event.name));
  const { suggestions = [], merged = [], trail = [], may } = own.data || {};
  const again = () => (own.load(), changed());
  if (!suggestions.length && !merged.length && !trail.length) return null;
  return html`
    <${Section} name="same" title=${t("section.same")} count=${suggestions.length}>
      <ul class="same">${suggestions.map((one) => html`<${Suggestion} key=${one.id} one=${one} customer=${customer} may=${may} again=${again} />`)}</ul>
      ${merged.length > 0 && html`<h4 class="same-head">${t("same.merged")}</h4>
        <ul class="same">${merged.map((one) => html`<${Merged} key=${one.id} one=${one} customer=${customer} may=${may} again=${again} />`)}</ul>`}
      ${trail.length > 0 && html`<${Trail} trail=${trail} />`}
    <//>`;
}

function Suggestion({ one, customer, may, again }) {
  const refuse = () => post(`/console/customers/${customer.id}/not-the-same`, { other: one.id }).then(again).catch(toastError);
  const open = () => dispatch({ type: "dialog_opened", name: "merge_customers", about: { customer, other: one, again } });
  return html`
    <li class="same-one">
      <${Person} one=${one} />
      <p class="same-why">${one.reasons.map((reason) => t(`same.why.${reason.why}`, { kind: t(`identity.${reason.kind}`) })).join(t("comma"))}
        <span class="same-score" aria-label=${t("same.score", { n: Math.round(one.score * 100) })}>${Math.round(one.score * 100)}%</span></p>
      ${may && html`<p class="bar tight"><button type="button" class="button small" onClick=${open}><${Icon} name="merge" />${t("same.yes")}</button>
        <button type="button" class="button small quiet" onClick=${refuse}>${t("same.no")}</button></p>`}
    </li>`;
}

function Merged({ one, customer, may, again }) {
  const [busy, setBusy] = useState(false);
  const part = async () => {
    setBusy(true);
    await remove(`/console/customers/${one.id}/merge`)
      .then(() => (toast(t("done.customers_parted"), { kind: "good" }), again()))
      .catch(toastError);
    setBusy(false);
  };
  return html`
    <li class="same-one"><${Person} one=${one} />
      <p class="same-why">${t("same.since", { time: ago(one.at, Date.now()) })}</p>
      ${may && html`<p><button type="button" class="button small quiet" disabled=${busy} onClick=${part}><${Icon} name="undo-2" />${t("same.part")}</button></p>`}</li>`;
}

export function Person({ one }) {
  const name = customerName(one);
  return html`<div class="bar tight"><${Avatar} name=${name} id=${one.id} size="small" />
    <div class="grow"><a class="same-name breakable" href=${`/customers/${one.id}`}>${name}</a>
      <p class="same-addresses breakable">${one.identities.map((identity) => `${t(`identity.${identity.kind}`)} ${identity.value}`).join(" · ")}</p></div></div>`;
}

function Trail({ trail }) {
  const [open, setOpen] = useState(false);
  return html`<button type="button" class="button small quiet" aria-expanded=${open} onClick=${() => setOpen(!open)}><${Icon} name=${open ? "chevron-down" : "chevron-right"} />${t("same.trail")} <span class="count">${trail.length}</span></button>
    ${open && html`<ul class="same-trail">${trail.map((one) => html`<li key=${one.id}>${t(`same.trail.${one.name}`, { who: one.by || t("author.system"), other: `#${one.other}` })} · ${ago(one.at, Date.now())}</li>`)}</ul>`}`;
}
