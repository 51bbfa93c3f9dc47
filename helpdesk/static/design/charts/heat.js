// A table whose cells are darker the more they hold: heatChart(host, {title, tableWord, rows: [name], columns: [name], value(r, c), href?(r, c)}).
// Every cell carries its number, so that colour never speaks alone.

import { aloud, draw, mark, say, show } from "./drawing.js";

const CELL = 34, LEFT = 150, TOP = 30, LEAST = 720, COLUMN = 84;

export function heatChart(host, { title, tableWord, rows, columns, value, href }) {
  const most = Math.max(1, ...rows.flatMap((_, r) => columns.map((_, c) => value(r, c))));
  const widest = Math.max(LEAST, LEFT + columns.length * COLUMN);
  const wide = Math.min(96, (widest - LEFT) / Math.max(1, columns.length));
  const svg = draw("svg", { viewBox: `0 0 ${widest} ${TOP + rows.length * CELL + 4}`, role: "img", "aria-label": title || "", class: "chart-svg" },
    columns.map((name, c) => draw("text", { x: LEFT + (c + 0.5) * wide, y: TOP - 10, class: "chart-tick middle" }, short(name, wide))),
    rows.map((name, r) => [
      draw("text", { x: LEFT - 8, y: TOP + r * CELL + 21, class: "chart-label end" }, short(name, LEFT)),
      columns.map((column, c) => {
        const count = value(r, c);
        const shape = draw("g", {},
          draw("rect", { x: LEFT + c * wide + 1, y: TOP + r * CELL + 1, width: wide - 2, height: CELL - 2, rx: 4, class: `chart-cell heat-${count ? Math.max(1, Math.ceil((count / most) * 5)) : 0}` }),
          count ? draw("text", { x: LEFT + (c + 0.5) * wide, y: TOP + r * CELL + 21, class: `chart-cell-text heat-${Math.ceil((count / most) * 5)}` }, say(count)) : null);
        return mark(shape, { href: count ? href?.(r, c) : null, label: aloud([name, column], say(count)) });
      })]).flat(2));
  show(host, { title, svg, tableWord, rows: [["", ...columns], ...rows.map((name, r) => [name, ...columns.map((_, c) => say(value(r, c)))])] });
}

const short = (text, wide) => (text.length * 7.5 > wide - 4 ? `${text.slice(0, Math.max(3, Math.floor(wide / 7.5) - 1))}…` : text);
