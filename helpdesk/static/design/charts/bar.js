// Bars from left to right, one under another, named at the left: barChart(host, {title, tableWord, bars: [{name, value, href?, tone?, part?}], unit}).
// `part` is a share of the value (0 to 1) drawn full, the rest of it hatched.

import { aloud, draw, isNarrow, mark, room, say, show } from "./drawing.js";

const WIDE = 720, RIGHT = 90;
// Where there is little room the names stand above their bars, whole.
const BESIDE = { row: 28, left: 150, name: 18, bar: 6 }, ABOVE = { row: 46, left: 0, name: 15, bar: 22 };
const THICK = 16;
let hatches = 0;

export function barChart(host, { title, tableWord, bars, unit = "", partWord = "" }) {
  const most = Math.max(1, ...bars.map((one) => one.value));
  const wide = room(host, WIDE);
  const { row, left, name, bar } = isNarrow(wide) ? ABOVE : BESIDE;
  const long = (value) => (value / most) * (wide - left - RIGHT);
  const hatch = `hatch-${(hatches += 1)}`;
  const svg = draw("svg", { viewBox: `0 0 ${wide} ${Math.max(1, bars.length) * row + 4}`, role: "img", "aria-label": title || "", class: "chart-svg" },
    draw("defs", {}, draw("pattern", { id: hatch, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      draw("rect", { width: 6, height: 6, class: "chart-hatch-ground" }), draw("line", { x1: 0, y1: 0, x2: 0, y2: 6, class: "chart-hatch" }))),
    bars.map((one, n) => {
      const part = one.part ?? 1;
      const label = aloud([one.name], `${say(one.value)}${unit}${one.part === undefined ? "" : ` · ${Math.round(part * 100)}% ${partWord}`}`);
      const shape = draw("g", {},
        draw("rect", { x: 0, y: n * row, width: wide, height: row, class: "chart-touch" }),
        draw("text", { x: left ? left - 8 : 0, y: n * row + name, class: `chart-label ${left ? "end" : ""}` }, left && one.name.length > 22 ? `${one.name.slice(0, 21)}…` : one.name),
        draw("rect", { x: left, y: n * row + bar, width: Math.max(one.value ? 2 : 0, long(one.value * part)), height: THICK, rx: 3, class: `chart-bar ${one.tone || ""}` }),
        part < 1 ? draw("rect", { x: left + long(one.value * part), y: n * row + bar, width: long(one.value * (1 - part)), height: THICK, rx: 3, fill: `url(#${hatch})` }) : null,
        draw("text", { x: left + long(one.value) + 8, y: n * row + bar + 12, class: "chart-value" }, say(one.value) + unit + (one.part === undefined ? "" : ` · ${Math.round(part * 100)}%`)));
      return mark(shape, { href: one.value ? one.href : null, label });
    }),
    draw("line", { x1: left, x2: left, y1: 0, y2: Math.max(1, bars.length) * row, class: "chart-base" }));
  const withPart = bars.some((one) => one.part !== undefined);
  show(host, { title, svg, tableWord, rows: [["", title || "", ...(withPart ? [partWord] : [])], ...bars.map((one) => [one.name, say(one.value) + unit, ...(withPart ? [`${Math.round((one.part ?? 1) * 100)}%`] : [])])] });
}
