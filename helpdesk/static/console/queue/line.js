// One team's queue: the head says how it moves and what would free it, the table who waits.

import { html } from "../dom.js";
import { customerName } from "../naming.js";
import { openTicket, write } from "../routes.js";
import { useStore } from "../store.js";
import { fullTime, span } from "../times.js";
import { Icon, channelIcon } from "../ui/icon.js";
import { t } from "../words.js";

export function Line({ line, now }) {
  const names = useStore((state) => state.agents);
  const nameOf = (id) => Object.values(names).find((agent) => agent.id === id)?.name || `#${id}`;
  return html`
    <section class="card queue-line" aria-label=${line.team || t("queue.of_none")}>
      <header class="card-head"><h3>${line.team || t("queue.of_none")}</h3><span class="count">${t("queue.size", { n: line.size })}</span>
        <span class="quiet-text push">${line.here.length ? t("queue.here", { n: line.here.length }) : t("queue.nobody")}${line.pace ? ` · ${t("queue.pace", { span: span(line.pace * 1000) })}` : ""}</span></header>
      ${line.frees && html`<p class="queue-frees"><${Icon} name="info" />${t("queue.frees", { what: line.frees })}</p>`}
      ${line.here.length > 0 && html`<ul class="queue-people" aria-label=${t("queue.people")}>${line.here.map((one) => html`
        <li key=${one.agent_id}><span class="one-line">${nameOf(one.agent_id)}</span> <${Desk} one=${one} />${!one.in_hours && html`<span class="quiet-text small-text">${t("queue.off")}</span>`}</li>`)}</ul>`}
      <div class="table-scroll"><table class="table stacks"><thead><tr><th class="number">${t("queue.place")}</th><th>${t("queue.ticket")}</th><th class="number">${t("queue.since")}</th><th class="number">${t("queue.due")}</th><th>${t("queue.why")}</th></tr></thead>
        <tbody>${line.waiting.map((one) => html`<${Waiting} key=${one.id} one=${one} now=${now} />`)}</tbody></table></div>
      ${line.size > line.waiting.length && html`<p class="quiet-text queue-more">${t("queue.more", { n: line.size - line.waiting.length })}</p>`}
    </section>`;
}

function Desk({ one }) {
  const full = one.load >= one.capacity;
  return html`<span class=${`tabular ${full ? "warn-text" : "quiet-text"}`}>${t("why.desk", one)}</span>`;
}

function Waiting({ one, now }) {
  const left = one.due_at ? Date.parse(one.due_at) - now : null;
  const follow = (click) => {
    click.preventDefault();
    openTicket(one.id);
  };
  return html`
    <tr><td class="number tabular" data-label=${t("queue.place")}>${one.place}</td>
      <td class="queue-ticket"><${Icon} name=${channelIcon(one.channel)} label=${t(`channel.${one.channel}`)} /> <a href=${write({ page: "view", view: null, ticket: one.id })} onClick=${follow}>${one.subject || `#${one.id}`}</a>
        ${one.priority !== "normal" && html` <span class=${`chip ${one.priority}`}>${t(`priority.${one.priority}`)}</span>`}<br /><span class="small-text quiet-text">${customerName(one.customer)}</span></td>
      <td class="number tabular nowrap" data-label=${t("queue.since")} title=${fullTime(one.since)}>${span(now - Date.parse(one.since))}</td>
      <td data-label=${t("queue.due")} class=${`number tabular nowrap ${left !== null && left < 0 ? "bad-text" : ""}`}>${left === null ? "–" : t(left < 0 ? "queue.overdue" : "queue.left", { span: span(left) })}</td>
      <td class="queue-why" data-label=${t("queue.why")}>${one.why || t("queue.now")}</td></tr>`;
}
