// A curve over two measures with a point that is chosen on it, such as coverage against precision:
// curveChart(host, {title, tableWord, xWord, yWord, points: [{x, y, label?, href?}], chosen: {x, y}, percent: true}).

import { draw, mark, room, say, show, steps } from "./drawing.js";

const WIDE = 720, HIGH = 260, LEFT = 56, RIGHT = 24, TOP = 12, BOTTOM = 44;

export function curveChart(host, { title, tableWord, xWord, yWord, points, chosen, percent = true }) {
  const ordered = [...points].sort((a, b) => a.x - b.x);
  const most = (name) => (percent ? 1 : steps(Math.max(0, ...points.map((one) => one[name]))).at(-1) || 1);
  const right = room(host, WIDE) - RIGHT;
  const [wide, high] = [most("x"), most("y")];
  const x = (value) => LEFT + (value / wide) * (right - LEFT);
  const y = (value) => HIGH - BOTTOM - (value / high) * (HIGH - TOP - BOTTOM);
  const name = (value) => (percent ? `${Math.round(value * 100)}%` : say(value));
  const quarters = [0, 0.25, 0.5, 0.75, 1];
  const svg = draw("svg", { viewBox: `0 0 ${right + RIGHT} ${HIGH}`, role: "img", "aria-label": title || "", class: "chart-svg" },
    quarters.map((part) => [
      draw("line", { x1: LEFT, x2: right, y1: y(part * high), y2: y(part * high), class: part ? "chart-grid" : "chart-base" }),
      draw("text", { x: LEFT - 6, y: y(part * high) + 4, class: "chart-tick end" }, name(part * high)),
      draw("text", { x: x(part * wide), y: HIGH - BOTTOM + 16, class: "chart-tick middle" }, name(part * wide))]).flat(),
    draw("text", { x: LEFT, y: HIGH - 6, class: "chart-label" }, `${xWord} →  ·  ↑ ${yWord}`),
    draw("path", { d: ordered.map((one, n) => `${n ? "L" : "M"}${x(one.x)} ${y(one.y)}`).join(""), class: "chart-line tone-0" }),
    ordered.map((one) => mark(draw("circle", { cx: x(one.x), cy: y(one.y), r: ordered.length > 40 ? 2 : 3, class: "chart-point tone-0" }), { href: one.href, label: `${one.label ? `${one.label}: ` : ""}${xWord} ${name(one.x)}, ${yWord} ${name(one.y)}` })),
    chosen ? [draw("line", { x1: x(chosen.x), x2: x(chosen.x), y1: y(0), y2: y(chosen.y), class: "chart-drop" }), draw("circle", { cx: x(chosen.x), cy: y(chosen.y), r: 6, class: "chart-chosen" })] : null);
  show(host, { title, svg, tableWord, rows: [["", xWord, yWord], ...ordered.map((one) => [one.label || "", name(one.x), name(one.y)])] });
}
