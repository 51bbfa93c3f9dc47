// Plain words with their links made clickable and the colleagues named made visible. Never as HTML.

import { html, memo } from "../dom.js";

const LINK = /\bhttps?:\/\/[^\s<>"'，。；、！？（）【】《》]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

export const RichText = memo(({ text, mentions }) => html`<div class="rich-text" dir="auto">${pieces(text || "", mentions)}</div>`);

function pieces(text, mentions) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const link = match[0].replace(/[.,;:!?)\]]+$/, "");
    parts.push(...named(text.slice(from, match.index), mentions), anchor(link));
    from = match.index + link.length;
  }
  return [...parts, ...named(text.slice(from), mentions)];
}

function anchor(link) {
  const href = /^https?:/i.test(link) ? link : `mailto:${link}`;
  return html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${link}</a>`;
}

function named(text, mentions = []) {
  const known = mentions.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length);
  if (!known.length || !text.includes("@")) return [text];
  return text.split(new RegExp(`(@(?:${known.join("|")}))`)).map((part) => (part.startsWith("@") ? html`<strong class="mention">${part}</strong>` : part));
}
