/* Web addresses in a text become links; everything else stays text. */
import { html } from "/static/vendor/htm-preact/htm-preact.js";

const ADDRESS = /https?:\/\/[^\s<>"'，。；！？、（）《》“”]{3,2000}/g;

/** The text as nodes. Only http and https ever become an address. */
export function linked(text) {
  const parts = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(/[.,;:!?)\]]+$/, "");
    parts.push(text.slice(at, index), html`<a href=${address} target="_blank" rel="noopener noreferrer nofollow ugc">${address}</a>`);
    at = index + address.length;
  }
  return [...parts, text.slice(at)];
}
