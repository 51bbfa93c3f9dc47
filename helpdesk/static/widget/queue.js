/* Where one stands in line, and about how long it takes: said only where there are figures for it. */
import { html } from "/static/vendor/htm-preact/htm-preact.js";
import { useStore } from "./store.js";
import { words } from "./words.js";

const STEPS = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60]; // minutes; an exact number would be a lie

/** A line under the messages while nobody has the conversation; nothing afterwards. */
export function Queue() {
  const { queue, ended } = useStore();
  return html`<p class="event queue" role="status">${queue && !ended ? text(queue) : ""}</p>`;
}

function text({ place, here, seconds }) {
  if (!here) return words.queue_nobody;
  const where = place === 1 ? words.queue_next : words.queue_place(place);
  if (seconds === null) return where;
  const minutes = STEPS.find((step) => seconds <= step * 60);
  return `${where} ${minutes ? words.queue_wait(minutes) : words.queue_long}`;
}
