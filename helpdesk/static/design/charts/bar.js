// Bars from left to right, one under another, named at the left: barChart(host, {title, tableWord, bars: [{name, value, href?, tone?, part?}], unit}).
// `part` is a share of the value (0 to 1) drawn full, the rest of it hatched.

import { aloud, draw, mark, say, show } from "./drawing.js";

const WIDE = 720, ROW = 28, LEFT = 150, RIGHT = 90;
let hatches = 0;

export function barChart(host, { title, tableWord, bars, unit = "", partWord = "" }) {
  const most = Math.max(1, ...bars.map((one) => one.value));
  const long = (value) => (value / most) * (WIDE - LEFT - RIGHT);
  const hatch = `hatch-${(hatches += 1)}`;
  const svg = draw("svg", { viewBox: `0 0 ${WIDE} ${Math.max(1, bars.length) * ROW + 4}`, role: "img", "aria-label": title || "", class: "chart-svg" },
    draw("defs", {}, draw("pattern", { id: hatch, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      draw("rect", { width: 6, height: 6, class: "chart-hatch-ground" }), draw("line", { x1: 0, y1: 0, x2: 0, y2: 6, class: "chart-hatch" }))),
    bars.map((one, n) => {
      const part = one.part ?? 1;
      const label = aloud([one.name], `${say(one.value)}${unit}${one.part === undefined ? "" : ` · ${Math.round(part * 100)}% ${partWord}`}`);
      const shape = draw("g", {},
        draw("rect", { x: 0, y: n * ROW, width: WIDE, height: ROW, class: "chart-touch" }),
        draw("text", { x: LEFT - 8, y: n * ROW + 18, class: "chart-label end" }, one.name.length > 22 ? `${one.name.slice(0, 21)}…` : one.name),
        draw("rect", { x: LEFT, y: n * ROW + 6, width: Math.max(one.value ? 2 : 0, long(one.value * part)), height: ROW - 12, rx: 3, class: `chart-bar ${one.tone || ""}` }),
        part < 1 ? draw("rect", { x: LEFT + long(one.value * part), y: n * ROW + 6, width: long(one.value * (1 - part)), height: ROW - 12, rx: 3, fill: `url(#${hatch})` }) : null,
        draw("text", { x: LEFT + long(one.value) + 8, y: n * ROW + 18, class: "chart-value" }, say(one.value) + unit + (one.part === undefined ? "" : ` · ${Math.round(part * 100)}%`)));
      return mark(shape, { href: one.value ? one.href : null, label });
    }),
    draw("line", { x1: LEFT, x2: LEFT, y1: 0, y2: Math.max(1, bars.length) * ROW, class: "chart-base" }));
  const withPart = bars.some((one) => one.part !== undefined);
  show(host, { title, svg, tableWord, rows: [["", title || "", ...(withPart ? [partWord] : [])], ...bars.map((one) => [one.name, say(one.value) + unit, ...(withPart ? [`${Math.round((one.part ?? 1) * 100)}%`] : [])])] });
}
