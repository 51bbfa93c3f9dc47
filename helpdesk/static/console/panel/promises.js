// What is owed to this customer, the next first; done, moved or dropped right here.

import { html, useState } from "../dom.js";
import { put } from "../api.js";
import { dispatch, useStore } from "../store.js";
import { date, fullTime, soon, useNow } from "../times.js";
import { Icon } from "../ui/icon.js";
import { toastError } from "../ui/toasts.js";
import { t } from "../words.js";
import { Own, useOwn } from "./own.js";

const open = (ticket, promise) => dispatch({ type: "dialog_opened", name: "promise", about: { ticket: ticket.id, promise } });

export function Promises({ ticket }) {
  const own = useOwn(`/console/tickets/${ticket.id}/promises.json`, (event) => event.ticket === ticket.id && event.name.startsWith("promise_"));
  return html`
    <div><${Own} own=${own} draw=${({ promises }) => html`<${List} promises=${promises} ticket=${ticket} again=${own.load} />`} /></div>
    <p class="bar wrap"><button type="button" class="button small quiet" data-keys="F" onClick=${() => open(ticket)}><${Icon} name="calendar-clock" />${t("promise")}</button></p>`;
}

function List({ promises, ticket, again }) {
  const [past, setPast] = useState(false);
  const [owed, done] = [promises.filter((one) => !one.outcome), promises.filter((one) => one.outcome)];
  return html`
    ${owed.length === 0 && html`<p class="quiet-text">${t("promise.none")}</p>`}
    <ul class="promises">${owed.map((one) => html`<${Owed} key=${one.id} promise=${one} ticket=${ticket} again=${again} />`)}</ul>
    ${done.length > 0 && html`<button type="button" class="button small quiet" aria-expanded=${past} onClick=${() => setPast(!past)}><${Icon} name=${past ? "chevron-down" : "chevron-right"} />${t("promise.past")} <span class="count">${done.length}</span></button>`}
    ${past && html`<ul class="promises">${done.map((one) => html`<li class="promise past" key=${one.id}><span class="breakable">${one.text || t("promise.kind.call_back")}</span><span class="quiet-text">${outcome(one)} · ${date(one.done_at)}</span></li>`)}</ul>`}`;
}

const outcome = (one) => t(one.outcome === "dropped" ? "promise.dropped" : one.late ? "promise.kept_late" : "promise.kept");

function Owed({ promise, ticket, again }) {
  const agent = useStore((state) => state.agents[promise.agent_id]);
  const late = promise.late || Date.parse(promise.due_at) < useNow();
  const settle = (to) => put(`/console/promises/${promise.id}/outcome`, { outcome: to }).then(again).catch(toastError);
  const when = soon(promise.due_at);
  return html`
    <li class="promise">
      <span class="promise-text breakable"><${Icon} name=${promise.kind === "call_back" ? "phone" : "calendar-clock"} label=${t(`promise.kind.${promise.kind}`)} />${promise.text || t("promise.kind.call_back")}</span>
      <span class=${`promise-when ${late ? "late" : ""}`} title=${fullTime(promise.due_at)}><${Icon} name=${late ? "circle-alert" : "clock"} />${t(late ? "promise.overdue" : "promise.due", { time: when })}${agent ? ` · ${agent.name}` : ""}</span>
      <span class="bar tight">
        <button type="button" class="button small" onClick=${() => settle("kept")}><${Icon} name="check" />${t("promise.keep")}</button>
        <button type="button" class="button small quiet" onClick=${() => open(ticket, promise)}>${t("promise.move")}</button>
        <button type="button" class="button small quiet icon-only push" aria-label=${t("promise.drop")} data-tip=${t("promise.drop")} onClick=${() => settle("dropped")}><${Icon} name="x" /></button></span>
    </li>`;
}
