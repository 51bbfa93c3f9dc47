// Lines over time: lineChart(host, {title, tableWord, labels, series: [{name, values, href?(n)}], unit}).
// `labels` name the places from left to right; a value that is null leaves a gap. Up to four lines, told apart by pattern too.

import { aloud, draw, isNarrow, mark, room, say, show, steps } from "./drawing.js";

const WIDE = 900, HIGH = 220, LEFT = 44, BOTTOM = 26, APART = 16;
const LINE = 18, SAMPLE = 24; // of the names above the lines, where there is no room beside them

export function lineChart(host, { title, tableWord, labels, series, unit = "" }) {
  const ticks = steps(Math.max(0, ...series.flatMap((one) => one.values.filter((value) => value !== null))));
  const top = ticks.at(-1) || 1;
  const wide = room(host, WIDE);
  const narrow = isNarrow(wide);
  const right = wide - (narrow ? 12 : 128), above = narrow ? 10 + LINE * series.length : 12;
  const x = (n) => LEFT + (labels.length > 1 ? (n * (right - LEFT)) / (labels.length - 1) : 0);
  const y = (value) => HIGH - BOTTOM - (value / top) * (HIGH - above - BOTTOM);
  const svg = draw("svg", { viewBox: `0 0 ${wide} ${HIGH}`, role: "img", "aria-label": title || "", class: "chart-svg" },
    ticks.map((tick) => [
      draw("line", { x1: LEFT, x2: right, y1: y(tick), y2: y(tick), class: tick ? "chart-grid" : "chart-base" }),
      draw("text", { x: LEFT - 6, y: y(tick) + 4, class: "chart-tick end" }, say(tick) + unit)]).flat(),
    places(labels, narrow ? 4 : 7).map((n) => draw("text", { x: x(n), y: HIGH - 8, class: "chart-tick middle" }, labels[n])),
    series.map((one, place) => drawLine(one, place, { labels, x, y, unit })).flat(),
    narrow ? series.map((one, place) => sample(one, place)).flat()
      : ends(series, y).map(({ name, at, place }) => draw("text", { x: right + 8, y: at + 4, class: `chart-name tone-${place}` }, name)));
  show(host, { title, svg, tableWord, rows: [["", ...series.map((one) => one.name)], ...labels.map((label, n) => [label, ...series.map((one) => (one.values[n] === null ? "–" : say(one.values[n]) + unit))])] });
}

function drawLine({ name, values, href }, place, { labels, x, y, unit }) {
  let path = "";
  values.forEach((value, n) => { if (value !== null) path += `${path && values[n - 1] !== null ? "L" : "M"}${x(n)} ${y(value)}`; });
  const points = values.map((value, n) => value !== null && mark(
    draw("circle", { cx: x(n), cy: y(value), r: labels.length > 40 ? 2 : 3, class: `chart-point tone-${place}` }),
    { href: href?.(n), label: aloud([name, labels[n]], say(value) + unit) }));
  return [draw("path", { d: path, class: `chart-line tone-${place} dash-${place}` }), ...points];
}

/** A bit of the line, and its name behind it. */
function sample({ name }, place) {
  const y = 10 + place * LINE;
  return [draw("path", { d: `M${LEFT} ${y - 4}L${LEFT + SAMPLE} ${y - 4}`, class: `chart-line tone-${place} dash-${place}` }),
    draw("text", { x: LEFT + SAMPLE + 8, y, class: `chart-name tone-${place}` }, name)];
}

/** The names stand at the ends of their lines, none over another. */
function ends(series, y) {
  const found = series.map((one, place) => ({ name: one.name, place, at: y(one.values.findLast((value) => value !== null) ?? 0) })).sort((a, b) => a.at - b.at);
  found.forEach((one, n) => { if (n && one.at < found[n - 1].at + APART) one.at = found[n - 1].at + APART; });
  found.reverse().forEach((one, n) => { one.at = Math.min(one.at, n ? found[n - 1].at - APART : HIGH - BOTTOM - 4); }); // not among the places
  return found;
}

/** Which places are named: so many at most. */
function places(labels, most) {
  const every = Math.max(1, Math.ceil(labels.length / most));
  return labels.map((_, n) => n).filter((n) => n % every === 0);
}
