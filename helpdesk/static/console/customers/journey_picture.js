// The journey as a picture: stages as a band, a lane for each channel, orders below, changes of channel between the lanes,
// broken points as signs. Every mark opens its ticket; the list under the picture says the same in words.

import { html, useEffect, useRef, useState } from "../dom.js";
import { get } from "../api.js";
import { draw, fit, isNarrow, mark, room, show } from "../../design/charts/drawing.js";
import { date } from "../times.js";
import { Empty, Failed, RowSkeletons } from "../ui/states.js";
import { t } from "../words.js";

const WIDE = 720, LEFT = 96, RIGHT = 16, BAND = 26, LANE = 40;
const BROKEN_SIGNS = { waited: "W", repeated: "R", reopened: "O", breached: "B", low_score: "L", gave_up: "G" };

export function JourneyPicture({ id }) {
  const [{ journey, error }, set] = useState({});
  const load = () => get(`/console/customers/${id}/journey.json`).then((found) => set({ journey: found }), (problem) => set({ error: problem }));
  const host = useRef();
  useEffect(() => void load(), [id]);
  useEffect(() => {
    if (journey && host.current) return fit(host.current, (place) => picture(place, journey));
  }, [journey]);
  if (error) return html`<${Failed} error=${error} retry=${load} />`;
  if (!journey) return html`<${RowSkeletons} count=${3} />`;
  if (!journey.stations.length && !journey.orders.length) return html`<${Empty} icon="workflow" title=${t("timeline.empty")} text=${t("timeline.empty.more")} />`;
  const smooth = journey.switches.filter((one) => one.smooth).length;
  return html`
    <p class="journey-said quiet-text">${journey.switches.length ? t("journey.switches", { n: journey.switches.length, smooth }) : t("journey.no_switch")} · ${t("journey.broken", { n: journey.broken.length })}</p>
    <div ref=${host}></div>
    <p class="journey-key small-text quiet-text">${Object.entries(BROKEN_SIGNS).map(([kind, sign]) => html`<span key=${kind}><b class="journey-sign">${sign}</b>${t(`broken.${kind}`)}</span>`)}</p>`;
}

function picture(host, { since, now, stages, orders, stations, switches, broken }) {
  const wide = room(host, WIDE);
  const [from, until] = [Date.parse(since), Date.parse(now)];
  const x = (iso) => LEFT + ((Math.max(from, Math.min(until, Date.parse(iso))) - from) / Math.max(1, until - from)) * (wide - LEFT - RIGHT);
  const channels = [...new Set(stations.map((one) => one.channel))];
  const y = (channel) => BAND + 30 + channels.indexOf(channel) * LANE;
  const below = BAND + 30 + channels.length * LANE;
  const known = Object.fromEntries(stations.map((one) => [one.id, one]));
  const svg = draw("svg", { viewBox: `0 0 ${wide} ${below + 58}`, role: "img", "aria-label": t("customer.journey"), class: "chart-svg journey" },
    draw("text", { x: LEFT - 8, y: 18, class: "chart-label end" }, t("journey.stage")),
    bands(stages, now, x),
    channels.map((channel) => [
      draw("line", { x1: LEFT, x2: wide - RIGHT, y1: y(channel), y2: y(channel), class: "chart-grid" }),
      draw("text", { x: LEFT - 8, y: y(channel) + 4, class: "chart-label end" }, t(`channel.${channel}`))]).flat(),
    switches.filter((one) => known[one.from] && known[one.to]).map((one) => change(one, known, x, y)),
    stations.map((one) => station(one, x, y)),
    broken.map((one, n) => sign(one, broken.slice(0, n), x, y, known)),
    draw("text", { x: LEFT - 8, y: below + 10, class: "chart-label end" }, t("customer.orders")),
    orders.map((one) => mark(draw("rect", { x: x(one.placed_at) - 4, y: below + 1, width: 8, height: 12, rx: 2, class: "journey-order" }), { label: `${one.number} · ${date(one.placed_at)}` })),
    (isNarrow(wide) ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1]).map((part) => {
      const at = new Date(from + part * (until - from)).toISOString();
      return draw("text", { x: x(at), y: below + 40, class: `chart-tick ${part === 1 ? "end" : part ? "middle" : ""}` }, date(at));
    }));
  const rows = [[t("journey.when"), t("journey.what"), t("journey.where")],
    ...[...stations.map((one) => [one.created_at, one.subject || `#${one.id}`, t(`channel.${one.channel}`)]), ...broken.map((one) => [one.at, t(`broken.${one.kind}`), t(`channel.${one.channel}`)])]
      .sort((a, b) => (a[0] < b[0] ? 1 : -1)).map(([at, ...rest]) => [date(at), ...rest])];
  show(host, { svg, rows, tableWord: t("chart.table") });
}

function bands(stages, now, x) {
  return stages.map((one, n) => {
    const [start, end] = [x(one.at), x(stages[n + 1]?.at || now)];
    const name = t(`stage.${one.stage}`);
    return draw("g", {}, draw("rect", { x: start, y: 2, width: Math.max(1, end - start), height: BAND - 4, class: `journey-stage stage-${one.stage}` }, draw("title", {}, `${name} · ${date(one.at)}`)),
      end - start > name.length * 8 + 8 ? draw("text", { x: start + 6, y: 18, class: "journey-stage-name" }, name) : null);
  });
}

function station(one, x, y) {
  const wide = Math.max(8, x(one.until) - x(one.created_at));
  const shape = draw("rect", { x: x(one.created_at) - 4, y: y(one.channel) - 6, width: wide, height: 12, rx: 6, class: `journey-station ${["solved", "closed"].includes(one.status) ? "done" : "open"}` });
  return mark(shape, { href: `/tickets/${one.id}`, label: `#${one.id} ${one.subject} · ${t(`channel.${one.channel}`)} · ${date(one.created_at)}` });
}

function change(one, known, x, y) {
  const [a, b] = [known[one.from], known[one.to]];
  return mark(draw("path", { d: `M${x(a.created_at)} ${y(a.channel)} C ${x(b.created_at)} ${y(a.channel)}, ${x(a.created_at)} ${y(b.channel)}, ${x(b.created_at)} ${y(b.channel)}`, class: `journey-switch ${one.smooth ? "smooth" : "rough"}` }), { label: t(one.smooth ? "journey.smooth" : "journey.rough") });
}

/** Signs on one spot stand beside one another. */
function sign(one, earlier, x, y, known) {
  const near = earlier.filter((other) => other.channel === one.channel && Math.abs(x(other.at) - x(one.at)) < 14).length;
  const place = x(one.at) + near * 15;
  const shape = draw("g", {}, draw("circle", { cx: place, cy: y(one.channel) - 14, r: 7, class: "journey-broken" }), draw("text", { x: place, y: y(one.channel) - 10, class: "journey-broken-sign" }, BROKEN_SIGNS[one.kind] || "!"));
  return mark(shape, { href: `/tickets/${one.ticket_id}`, label: `${t(`broken.${one.kind}`)} · #${one.ticket_id} ${known[one.ticket_id]?.subject || ""} · ${date(one.at)}` });
}
