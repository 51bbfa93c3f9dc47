// A table whose cells are darker the more they hold: heatChart(host, {title, tableWord, rows: [name], columns: [name], value(r, c), href?(r, c)}).
// Every cell carries its number, so that colour never speaks alone.

import { aloud, draw, mark, room, say, show } from "./drawing.js";

const CELL = 34, LEFT = 150, TOP = 30, LEAST = 720, COLUMN = 84;
const SMALLEST = 0.7; // of its size; below that its letters could not be read
// Where there is little room the longer side goes down the page, and the names of the shorter one stand slanted.
const NAMES = 104, SLANT = 50, HIGHEST = 130, LETTER = 6.5, SIGN = 12.5;

export function heatChart(host, { title, tableWord, rows, columns, value, href }) {
  const words = { title, tableWord };
  const widest = Math.max(LEAST, LEFT + columns.length * COLUMN), there = room(host, widest);
  const narrow = there < widest * SMALLEST;
  const turned = narrow && columns.length > rows.length;
  const across = turned ? { names: columns, heads: rows, value: (r, c) => value(c, r), href: href && ((r, c) => href(c, r)) } : { names: rows, heads: columns, value, href };
  const svg = narrow ? slanted(Math.min(there, LEAST), across, words) : upright(widest, across, words);
  show(host, { title, svg, tableWord, rows: [["", ...across.heads], ...across.names.map((name, r) => [name, ...across.heads.map((_, c) => say(across.value(r, c)))])] });
}

function upright(widest, across, { title }) {
  const { names, heads } = across;
  const wide = Math.min(96, (widest - LEFT) / Math.max(1, heads.length));
  return draw("svg", { viewBox: `0 0 ${widest} ${TOP + names.length * CELL + 4}`, role: "img", "aria-label": title || "", class: "chart-svg" },
    heads.map((name, c) => draw("text", { x: LEFT + (c + 0.5) * wide, y: TOP - 10, class: "chart-tick middle" }, short(name, wide))),
    cells(across, { left: LEFT, top: TOP, wide }));
}

function slanted(room, across, { title }) {
  const { names, heads } = across;
  const wide = (room - NAMES) / Math.max(1, heads.length);
  const steep = Math.sin((SLANT * Math.PI) / 180);
  const top = Math.min(HIGHEST, Math.max(...heads.map(long)) * steep + 24);
  return draw("svg", { viewBox: `0 0 ${room} ${top + names.length * CELL + 4}`, role: "img", "aria-label": title || "", class: "chart-svg" },
    heads.map((name, c) => {
      const x = NAMES + (c + 0.5) * wide + 4;
      return draw("text", { x, y: top - 8, transform: `rotate(${SLANT} ${x} ${top - 8})`, class: "chart-tick end" }, short(name, (HIGHEST - 16) / steep, LETTER));
    }),
    cells(across, { left: NAMES, top, wide }));
}

/** About how long a name is; Chinese signs are twice as wide. */
const long = (name) => [...name].reduce((sum, one) => sum + (one > "\u2e7f" ? SIGN : LETTER), 0);

function cells({ names, heads, value, href }, { left, top, wide }) {
  const most = Math.max(1, ...names.flatMap((_, r) => heads.map((_, c) => value(r, c))));
  return names.map((name, r) => [
    draw("text", { x: left - 8, y: top + r * CELL + 21, class: "chart-label end" }, short(name, left)),
    heads.map((head, c) => {
      const count = value(r, c);
      const shape = draw("g", {},
        draw("rect", { x: left + c * wide + 1, y: top + r * CELL + 1, width: wide - 2, height: CELL - 2, rx: 4, class: `chart-cell heat-${count ? Math.max(1, Math.ceil((count / most) * 5)) : 0}` }),
        count ? draw("text", { x: left + (c + 0.5) * wide, y: top + r * CELL + 21, class: `chart-cell-text heat-${Math.ceil((count / most) * 5)}` }, say(count)) : null);
      return mark(shape, { href: count ? href?.(r, c) : null, label: aloud([name, head], say(count)) });
    })]).flat(2);
}

const short = (text, wide, letter = 7.5) => (text.length * letter > wide - 4 ? `${text.slice(0, Math.max(3, Math.floor(wide / letter) - 1))}…` : text);
