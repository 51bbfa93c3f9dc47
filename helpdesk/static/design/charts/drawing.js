// What all charts share: SVG elements, a scale that begins at zero, the table one click away. No library, no inline style.

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element with attributes and children; text is a child that is a string. */
export function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(key, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** The same for HTML. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A mark that opens what it counts: a link with its meaning as title, or the mark alone. */
export function mark(shape, { href, label }) {
  shape.append(draw("title", {}, label));
  return href ? draw("a", { href, "aria-label": label, class: "chart-link" }, shape) : shape;
}

/** Round steps from zero to a bit above the largest: [0, 5, 10, …], four at most. */
export function steps(largest) {
  if (!(largest > 0)) return [0, 1];
  const rough = largest / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const whole = largest >= 3 ? Math.max(1, Math.ceil(step)) : step;
  return Array.from({ length: Math.ceil(largest / whole) + 1 }, (_, n) => n * whole);
}

const NARROW = 560, LEAST = 280;

/** How wide a chart is drawn in `host`: as it is meant, or as there is room, for its letters are never made smaller. */
export function room(host, meant) {
  const { paddingLeft, paddingRight } = getComputedStyle(host);
  const there = host.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return there > 0 ? Math.max(LEAST, Math.min(meant, Math.floor(there))) : meant;
}

/** Whether names need a line of their own, as on a phone. */
export const isNarrow = (wide) => wide < NARROW;

/** Draw now, and anew when the room changes, as when a phone is turned; returns how to stop. */
export function fit(host, drawIt) {
  let drawn = null;
  const look = () => {
    if (host.clientWidth === drawn) return;
    drawn = host.clientWidth;
    drawIt(host);
  };
  const watcher = new ResizeObserver(look);
  look();
  watcher.observe(host);
  return () => watcher.disconnect();
}

/** Put the drawing into `host`, its name above, its table below; `rows` are texts, the first their headings. */
export function show(host, { title, svg, rows, tableWord }) {
  const [head, ...body] = rows;
  const table = make("table", { class: "table stacks" },
    make("thead", {}, make("tr", {}, head.map((cell) => make("th", { scope: "col" }, String(cell))))),
    make("tbody", {}, body.map((cells) => make("tr", {}, cells.map((cell, n) => make("td", n ? { class: "number", "data-label": head[n] } : {}, String(cell)))))));
  host.replaceChildren(make("figure", { class: "chart" },
    title ? make("figcaption", {}, title) : null,
    make("div", { class: "chart-scroll" }, svg),
    make("details", { class: "chart-table" }, make("summary", {}, tableWord || "Table"), make("div", { class: "table-scroll" }, table))));
}

/** "Email, 12 Nov: 3" as the reader's language points it; for who hears it. */
export function aloud(names, value) {
  const chinese = (document.documentElement.lang || "").startsWith("zh");
  return `${names.join(chinese ? "，" : ", ")}${chinese ? "：" : ": "}${value}`;
}

/** Numbers as the reader writes them. */
export const say = (value) => (typeof value === "number" ? value.toLocaleString(document.documentElement.lang || "en") : String(value));
