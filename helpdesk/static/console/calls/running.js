// How long a call has been going on, counted every second.

import { html } from "../dom.js";
import { useNow } from "../times.js";

export function Running({ since }) {
  const now = useNow(1000);
  return html`<span class="figure" role="timer">${lengthOf(Math.max(0, Math.floor((now - Date.parse(since)) / 1000)))}</span>`;
}

/** 4:07, or 1:02:09 */
export function lengthOf(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
