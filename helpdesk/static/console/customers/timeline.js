// Everything in one line of time, newest first: tickets of all channels, orders, scores, promises.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { openTicket, write } from "../routes.js";
import { dayLabel, fullTime, sameDay } from "../times.js";
import { Icon, STATUS_ICONS, channelIcon } from "../ui/icon.js";
import { Empty, Failed, RowSkeletons } from "../ui/states.js";
import { t } from "../words.js";
import { Broken } from "./figures.js";
import { Order } from "./order_lines.js";

export function Timeline({ id }) {
  const [{ entries, before, error }, set] = useState({});
  const load = (from) => get(`/console/customers/${id}/timeline.json${from ? `?before=${encodeURIComponent(from)}` : ""}`)
    .then((page) => set((old) => ({ before: page.before, entries: [...(from ? old.entries : []), ...page.entries] })), (problem) => set((old) => ({ ...old, error: problem })));
  useEffect(() => void load(), [id]);
  if (error && !entries) return html`<${Failed} error=${error} retry=${() => load()} />`;
  if (!entries) return html`<${RowSkeletons} count=${4} />`;
  if (!entries.length) return html`<${Empty} icon="history" title=${t("timeline.empty")} text=${t("timeline.empty.more")} />`;
  return html`
    <ol class="past">${entries.map((entry, n) => html`
      ${(!n || !sameDay(entry.at, entries[n - 1].at)) && html`<li class="past-day" key=${`day ${entry.at}`}>${dayLabel(entry.at)}</li>`}
      <${Entry} key=${`${entry.kind} ${entry.id || entry.at}`} entry=${entry} />`)}</ol>
    ${before && html`<p class="center"><button type="button" class="button" onClick=${() => load(before)}>${t("timeline.earlier")}</button></p>`}`;
}

function Entry({ entry }) {
  const draw = { ticket: Ticket, order: Bought, score: Scored, promise: Promised }[entry.kind];
  const sign = { ticket: channelIcon(entry.channel), order: "package", score: "star", promise: "calendar-clock" }[entry.kind];
  return html`<li class="past-entry"><span class=${`past-sign ${entry.kind}`}><${Icon} name=${sign} label=${entry.kind === "ticket" ? t(`channel.${entry.channel}`) : t(`timeline.${entry.kind}`)} /></span>
    <div class="past-said"><${draw} entry=${entry} /></div><time class="quiet-text small-text" dateTime=${entry.at} title=${fullTime(entry.at)}>${timeOf(entry.at)}</time></li>`;
}

const timeOf = (iso) => new Date(iso).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

function ToTicket({ id, children }) {
  const follow = (click) => {
    if (click.metaKey || click.ctrlKey) return;
    click.preventDefault();
    openTicket(id);
  };
  return html`<a href=${write({ page: "view", view: null, ticket: id })} onClick=${follow}>${children}</a>`;
}

const Ticket = ({ entry }) => html`
  <span class="bar tight wrap"><${Icon} name=${STATUS_ICONS[entry.status]} label=${t(`status.${entry.status}`)} /><b class="breakable"><${ToTicket} id=${entry.id}>${entry.subject || `#${entry.id}`}<//></b>
    ${entry.type === "complaint" && html`<span class="pill bad">${t("type.complaint")}</span>`}${entry.broken.map((kind) => html`<${Broken} key=${kind} kind=${kind} />`)}</span>
  <span class="quiet-text small-text breakable">${entry.preview}</span>`;

const Bought = ({ entry }) => html`<ul class="orders"><${Order} order=${entry} /></ul>`;

const Scored = ({ entry }) => html`
  <span class="bar tight"><${ToTicket} id=${entry.ticket_id}>${t("timeline.scored", { score: entry.score ?? "–" })}<//>${entry.low && html`<${Broken} kind="low_score" />`}</span>
  ${entry.comment && html`<span class="quiet-text breakable">“${entry.comment}”</span>`}`;

const Promised = ({ entry }) => html`
  <span class="bar tight wrap"><${ToTicket} id=${entry.ticket_id}>${entry.text || t("timeline.promise")}<//><span class=${`pill ${entry.done_at ? "good" : ""}`}>${entry.done_at ? t("timeline.promise.done") : t("timeline.promise.due", { time: fullTime(entry.due_at) })}</span></span>`;
