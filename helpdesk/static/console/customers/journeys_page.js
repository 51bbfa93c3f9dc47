// All journeys in sum: how smoothly people change the channel, where journeys break, in which stages customers stand.
// Every mark is an address of this page that lists its tickets.

import { html, useEffect, useRef, useState } from "../dom.js";
import { get } from "../api.js";
import { barChart } from "../../design/charts/bar.js";
import { fit } from "../../design/charts/drawing.js";
import { heatChart } from "../../design/charts/heat.js";
import { lineChart } from "../../design/charts/line.js";
import { asked, go, openTicket } from "../routes.js";
import { useStore } from "../store.js";
import { fullTime } from "../times.js";
import { Icon, STATUS_ICONS, channelIcon } from "../ui/icon.js";
import { Empty, Failed, RowSkeletons } from "../ui/states.js";
import { t } from "../words.js";

const SPANS = [7, 30, 90, 180];

export function JourneysPage() {
  const place = useStore((state) => state.route.place);
  const params = asked(place);
  const days = SPANS.includes(Number(params.get("days"))) ? Number(params.get("days")) : 30;
  const [{ sum, error }, set] = useState({});
  const load = () => get(`/console/journeys.json?days=${days}`).then((found) => set({ sum: found }), (problem) => set({ error: problem }));
  useEffect(() => void load(), [days]);
  const choosing = params.get("kind") || params.get("channel") || params.get("from") || params.get("day");
  return html`
    <main class="working-page journeys-page" id="thread" tabindex="-1" aria-label=${t("journeys")} onClick=${inside}>
      <header class="page-head"><h2>${t("journeys")}</h2>
        <label class="push bar tight"><span class="quiet-text">${t("journeys.span")}</span><select class="input" aria-label=${t("journeys.span")} onChange=${(event) => go({ page: "journeys", place: `?days=${event.target.value}` })}>
          ${SPANS.map((one) => html`<option key=${one} value=${one} selected=${one === days}>${t("journeys.days", { n: one })}</option>`)}</select></label></header>
      ${error && html`<${Failed} error=${error} retry=${load} />`}
      ${choosing && html`<${Behind} key=${place} params=${params} days=${days} />`}
      ${sum ? html`<${Sum} sum=${sum} days=${days} />` : !error && html`<${RowSkeletons} />`}
    </main>`;
}

/** Links of the charts stay in this window without loading it anew. */
function inside(click) {
  const link = click.target.closest?.("a[href^='/journeys']");
  if (!link || click.metaKey || click.ctrlKey) return;
  click.preventDefault();
  go({ page: "journeys", place: (link.getAttribute("href") || "").replace("/journeys", "") });
}

function Sum({ sum, days }) {
  const link = (parts) => `/journeys?${new URLSearchParams({ days, ...parts })}`;
  const total = sum.broken.reduce((count, one) => count + one.count, 0);
  const share = sum.switches ? Math.round((sum.smooth / sum.switches) * 100) : null;
  const channels = [...new Set([...sum.begun, ...sum.broken].map((one) => one.channel))];
  const count = (kind, channel) => sum.broken.filter((one) => one.kind === kind && one.channel === channel).reduce((all, one) => all + one.count, 0);
  return html`
    <div class="tiles"><${Tile} name=${t("journeys.smooth")} value=${share === null ? "–" : `${share}%`} more=${t("journeys.switches", { n: sum.switches })} />
      <${Tile} name=${t("journeys.broken")} value=${total.toLocaleString()} more=${t("journeys.broken.more", { n: sum.begun.reduce((all, one) => all + one.count, 0).toLocaleString() })} /></div>
    <${Chart} draw=${(host) => heatChart(host, { title: t("journeys.where"), tableWord: t("chart.table"), rows: sum.kinds.map((kind) => t(`broken.${kind}`)), columns: channels.map((one) => t(`channel.${one}`)), value: (r, c) => count(sum.kinds[r], channels[c]), href: (r, c) => link({ kind: sum.kinds[r], channel: channels[c] }) })} about=${sum} />
    <${Chart} draw=${(host) => lineChart(host, { title: t("journeys.time"), tableWord: t("chart.table"), ...byDay(sum, link) })} about=${sum} />
    <${Chart} draw=${(host) => barChart(host, { title: t("journeys.routes"), tableWord: t("chart.table"), partWord: t("journeys.smooth.short"), bars: sum.routes.slice(0, 12).map((one) => ({ name: `${t(`channel.${one.before}`)} → ${t(`channel.${one.after}`)}`, value: one.count, part: one.smooth / one.count, href: link({ from: one.before, to: one.after }) })) })} about=${sum} />
    <${Chart} draw=${(host) => barChart(host, { title: t("journeys.stages"), tableWord: t("chart.table"), bars: sum.stages.map((one) => ({ name: t(`stage.${one.stage}`), value: one.count, tone: "quiet", href: `/customers?stage=${one.stage}` })) })} about=${sum} />
    <p class="quiet-text small-text">${t("journeys.meaning", { hours: sum.targets.wait_minutes / 60, days: sum.targets.repeat_days })}</p>`;
}

function byDay({ since, now, begun, broken }, link) {
  const labels = [];
  for (let at = Date.parse(since); at <= Date.parse(now); at += 86_400_000) labels.push(new Date(at).toISOString().slice(0, 10));
  const sums = (rows) => labels.map((day) => rows.filter((one) => one.day === day).reduce((all, one) => all + one.count, 0));
  return { labels: labels.map((day) => day.slice(5)), series: [
    { name: t("journeys.begun"), values: sums(begun), href: (n) => link({ kind: "begun", day: labels[n] }) },
    { name: t("journeys.broken"), values: sums(broken), href: (n) => link({ day: labels[n] }) },
  ] };
}

function Chart({ draw, about }) {
  const host = useRef();
  useEffect(() => fit(host.current, draw), [about]);
  return html`<section class="card padded" ref=${host}></section>`;
}

const Tile = ({ name, value, more }) => html`<div class="card padded tile"><span class="quiet-text">${name}</span><b>${value}</b><span class="quiet-text small-text">${more}</span></div>`;

function Behind({ params, days }) {
  const [{ tickets, error }, set] = useState({});
  const query = new URLSearchParams(params);
  query.set("days", days);
  useEffect(() => void get(`/console/journeys/tickets.json?${query}`).then(set, (problem) => set({ error: problem })), []);
  const kind = params.get("kind") === "begun" ? t("journeys.begun") : params.get("kind") ? t(`broken.${params.get("kind")}`) : params.get("day") && t("journeys.broken");
  const name = [kind, params.get("day"), params.get("channel") && t(`channel.${params.get("channel")}`), params.get("from") && `${t(`channel.${params.get("from")}`)} → ${params.get("to") ? t(`channel.${params.get("to")}`) : ""}`].filter(Boolean).join(" · ");
  return html`
    <section class="card padded stack behind" aria-label=${name}><p class="bar"><b>${name}</b><button type="button" class="button quiet icon-only push" aria-label=${t("close")} onClick=${() => go({ page: "journeys", place: `?days=${days}` })}><${Icon} name="x" /></button></p>
      ${error && html`<p class="problem">${error.description}</p>`}
      ${tickets?.length === 0 && html`<${Empty} title=${t("journeys.none")} />`}
      <ul class="links">${(tickets || []).map((one) => html`<li class="link-line" key=${`${one.id} ${one.at}`}><${Icon} name=${STATUS_ICONS[one.status]} label=${t(`status.${one.status}`)} />
        <a class="one-line grow" href=${`/tickets/${one.id}`} onClick=${(click) => { click.preventDefault(); openTicket(one.id); }}>${one.subject || `#${one.id}`}</a>
        <${Icon} name=${channelIcon(one.channel)} label=${t(`channel.${one.channel}`)} /><time class="quiet-text small-text" dateTime=${one.at}>${fullTime(one.at)}</time></li>`)}</ul></section>`;
}
