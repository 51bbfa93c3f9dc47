/* The few Lucide icons (ISC) the widget needs, drawn in place: the console's whole sprite would weigh more. */
import { html } from "/static/vendor/htm-preact/htm-preact.js";

const shapes = {
  alert: html`<circle cx="12" cy="12" r="10" /><path d="M12 8v4M12 16h.01" />`,
  back: html`<path d="m12 19-7-7 7-7M19 12H5" />`,
  bot: html`<path d="M12 8V4H8M2 14h2M20 14h2M15 13v2M9 13v2" /><rect width="16" height="12" x="4" y="8" rx="2" />`,
  clip: html`<path d="m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551" />`,
  clock: html`<circle cx="12" cy="12" r="10" /><path d="M12 6v6l4 2" />`,
  close: html`<path d="M18 6 6 18M6 6l12 12" />`,
  down: html`<path d="M12 5v14M19 12l-7 7-7-7" />`,
  file: html`<path d="M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2zM14 2v5a1 1 0 0 0 1 1h5" />`,
  mail: html`<path d="m22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7" /><rect x="2" y="4" width="20" height="16" rx="2" />`,
  next: html`<path d="m9 18 6-6-6-6" />`,
  off: html`<path d="M12 20h.01M8.5 16.429a5 5 0 0 1 7 0M5 12.859a10 10 0 0 1 5.17-2.69M19 12.859a10 10 0 0 0-2.007-1.523M2 8.82a15 15 0 0 1 4.177-2.643M22 8.82a15 15 0 0 0-11.288-3.764M2 2l20 20" />`,
  read: html`<path d="M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16" />`,
  send: html`<path d="m5 12 7-7 7 7M12 19V5" />`,
  sent: html`<path d="M20 6 9 17l-5-5" />`,
};

/** One icon; what it means is said by the words beside it or by its button's label. */
export function Icon({ name, size = 20 }) {
  return html`<svg class="icon" width=${size} height=${size} viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`;
}
