// What is no text and no file: a place, a sticker, a contact, a button that was pressed, a product, quick replies.
// Nothing is loaded from elsewhere: a place is a link, not a map.

import { html } from "../dom.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

const DRAWN = { location: Place, sticker: Sticker, contact: Contact, button: Pressed, product: Product, buttons: Offered };
// Shown whole by their part: the words beside it only repeat it for those who cannot draw it.
const SAYS_ALL = new Set(["location", "sticker", "contact"]);

export const saysAll = (parts = []) => parts.length > 0 && parts.every((part) => SAYS_ALL.has(part.type));

export function Parts({ parts = [] }) {
  const known = parts.filter((part) => DRAWN[part.type]);
  return known.map((part, index) => html`<${DRAWN[part.type]} key=${index} part=${part} />`);
}

function Place({ part }) {
  const [north, east] = [Number(part.latitude), Number(part.longitude)];
  if (!Number.isFinite(north) || !Number.isFinite(east)) return null;
  const there = `https://www.openstreetmap.org/?mlat=${north}&mlon=${east}#map=16/${north}/${east}`;
  return html`
    <a class="part-card place" href=${there} target="_blank" rel="noopener noreferrer nofollow"><span class="part-sign"><${Icon} name="map-pin" size="large" /></span>
      <span class="part-text"><strong class="breakable">${part.name || t("part.location")}</strong>${part.address && html`<span class="breakable">${part.address}</span>`}
        <span class="quiet-text figure">${north.toFixed(5)}, ${east.toFixed(5)} · ${t("part.open_map")}</span></span></a>`;
}

function Sticker({ part }) {
  return html`<span class=${part.emoji ? "part-sticker" : ""} role="img" aria-label=${part.name || t("part.sticker")}>${part.emoji || html`<span class="chip"><${Icon} name="smile" />${part.name || t("part.sticker")}</span>`}</span>`;
}

function Contact({ part }) {
  const lines = [...(part.phones || []), ...(part.emails || [])].map(String).slice(0, 5);
  return html`
    <div class="part-card"><span class="part-sign"><${Icon} name="user" size="large" /></span>
      <span class="part-text"><strong class="breakable">${part.name || t("part.contact")}</strong>${lines.map((line) => html`<span class="figure breakable" key=${line}>${line}</span>`)}</span></div>`;
}

function Pressed({ part }) {
  return html`<p class="part-pressed"><${Icon} name="corner-up-left" />${t("part.pressed", { title: part.title || part.payload || "" })}</p>`;
}

function Product({ part }) {
  const price = [part.price, part.currency].filter(Boolean).join(" ");
  return html`
    <div class="part-card"><span class="part-sign"><${Icon} name="package" size="large" /></span>
      <span class="part-text"><strong class="breakable">${part.title || part.name || t("part.product")}</strong>${(part.quantity || price) && html`<span class="figure">${[part.quantity && `× ${part.quantity}`, price].filter(Boolean).join(" · ")}</span>`}</span></div>`;
}

function Offered({ part }) {
  return html`<p class="part-offered">${(part.buttons || []).map((one, index) => html`<span class="part-offer" key=${index}>${typeof one === "string" ? one : one?.title}</span>`)}</p>`;
}
