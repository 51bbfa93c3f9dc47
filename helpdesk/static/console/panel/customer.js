// Who writes: name, the ways to reach them with their verified marks, their local time, what the team noted.

import { html, useState } from "../dom.js";
import { dispatch, useStore } from "../store.js";
import { customerName } from "../naming.js";
import { date, timeIn, useNow } from "../times.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icon.js";
import { takeBack } from "../dialogs/note_address.js";
import { callNumber } from "../verbs/calling.js";
import { loadThread } from "../verbs/loading.js";
import { toast } from "../ui/toasts.js";
import { t } from "../words.js";

const HOW = new Set(["api", "call", "channel", "form", "from", "help_centre", "import", "mail", "said", "signature", "site", "token", "widget"]);
const SIGNS = { email: "mail", phone: "phone", line: "phone", withheld: "phone-off", user_id: "user-check", member: "star", api: "code" };

export function Customer({ customer, ticket, changed = () => loadThread(ticket) }) {
  const now = useNow();
  if (!customer) return null;
  const local = customer.time_zone && timeIn(customer.time_zone, now);
  const name = customerName(customer);
  const facts = [local && t("customer.local", { time: local }), customer.language && languageName(customer.language), customer.since && t("customer.since", { date: date(customer.since) })];
  return html`
    <section class="customer" aria-label=${t("section.customer")}>
      <div class="bar"><${Avatar} name=${name} id=${customer.id} size="large" />
        <div class="grow"><h2 class="customer-name breakable"><a href=${`/customers/${customer.id}`}>${name}</a></h2>
          <p class="quiet-text small-text">${facts.filter(Boolean).map((fact, at) => html`${at > 0 && " · "}<span class="whole" key=${at}>${fact}</span>`)}</p></div></div>
      <ul class="identities">${(customer.identities || []).map((one) => html`<${Identity} key=${one.id} identity=${one} ticket=${ticket} customer=${customer} changed=${changed} />`)}</ul>
      <p><button type="button" class="button quiet small identity-add" onClick=${() => dispatch({ type: "dialog_opened", name: "note_address", about: { customer, changed } })}><${Icon} name="plus" />${t("address.add")}</button></p>
      ${customer.tags?.length > 0 && html`<p class="bar wrap">${customer.tags.map((tag) => html`<span class="chip" key=${tag}>${tag}</span>`)}</p>`}
      ${customer.notes && html`<p class="customer-notes breakable">${customer.notes}</p>`}
    </section>`;
}

function Identity({ identity, ticket, customer, changed }) {
  const { name } = customer;
  const [revealed, setRevealed] = useState(null);
  const value = revealed ?? identity.value;
  const hidden = identity.masked && revealed === null;
  const reveal = () => dispatch({ type: "dialog_opened", name: "reveal", about: { customer: customer.id, identity, shown: setRevealed } });
  const canCall = useStore((state) => ticket && identity.kind === "phone" && Object.values(state.inboxes).some((inbox) => inbox.channel === "voice" && inbox.enabled !== false));
  const copy = async () => {
    await navigator.clipboard?.writeText(value);
    toast(t("done.copied"), { kind: "good" });
  };
  const isNoted = !ticket && !identity.verified && identity.how === "from"; // taken back on the customer's own page
  const mark = identity.verified ? ["shield-check", "verified", "good"] : ["circle-question-mark", "unverified", "unsure"];
  return html`
    <li class="identity"><${Icon} name=${SIGNS[identity.kind] || "message-circle"} label=${t(`identity.${identity.kind}`)} />
      ${hidden
        ? html`<span class="identity-masked one-line">${value}</span><button type="button" class="button quiet icon-only small identity-reveal" aria-label=${t("reveal.button", { kind: t(`identity.${identity.kind}`) })} data-tip=${t("reveal.button", { kind: t(`identity.${identity.kind}`) })} onClick=${reveal}><${Icon} name="eye" /></button>`
        : html`<button type="button" class="identity-value one-line" title=${value} data-tip=${t("copy")} onClick=${copy}>${value}</button>`}
      ${canCall && html`<button type="button" class="button quiet icon-only identity-call" aria-label=${t("call.number", { number: identity.value })} data-tip=${t("call.number", { number: identity.value })} onClick=${() => callNumber(ticket, identity.id, name)}><${Icon} name="phone-call" /></button>`}
      ${identity.stopped_at && html`<span class="sign late" tabindex="0" data-tip=${t("identity.stopped.more", { word: identity.stopped_word || "", date: date(identity.stopped_at) })}><${Icon} name="ban" />${t("identity.stopped")}</span>`}
      ${isNoted && html`<button type="button" class="button quiet icon-only small" aria-label=${t("remove", { name: value })} data-tip=${t("address.take_back")} onClick=${() => takeBack(customer.id, identity.id, changed)}><${Icon} name="x" /></button>`}
      <span class=${`identity-mark ${mark[2]}`} tabindex="0" data-tip=${howKnown(identity)}><${Icon} name=${mark[0]} label=${t(`identity.${mark[1]}`)} /></span></li>`;
}

/** "Verified: by a call". Unknown ways (an own adapter's) say what it means alone. */
function howKnown({ verified, how }) {
  const meaning = t(verified ? "identity.verified.more" : "identity.unverified.more");
  return HOW.has(how) ? t("identity.how", { meaning, how: t(`identity.how.${how}`) }) : meaning;
}

function languageName(code) {
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
