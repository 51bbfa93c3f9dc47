// A face made of a name: two letters (for Chinese the last two signs), one of eight quiet hues, a channel badge.

import { html, memo } from "../dom.js";
import { Icon, channelIcon } from "./icon.js";

const CHINESE = /[\u3400-\u9fff]/;

export const Avatar = memo(({ name, id, size = "", channel, presence }) => html`
  <span class=${`avatar ${size} hue-${hue(id ?? name)}`} aria-hidden="true">
    ${initials(name)}
    ${channel && html`<span class="avatar-badge"><${Icon} name=${channelIcon(channel)} /></span>`}
    ${presence && html`<span class=${`dot presence ${presence}`}></span>`}
  </span>`);

export function initials(name) {
  const clean = (name || "").trim();
  if (!clean) return "?";
  if (CHINESE.test(clean)) return [...clean.replace(/[^\u3400-\u9fff]/g, "")].slice(-2).join("");
  const words = clean.replace(/[^\p{L}\p{N}\s.@-]/gu, "").split(/[\s.@-]+/).filter(Boolean);
  if (!words.length) return [...clean][0];
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...word][0].toUpperCase()).join("");
}

function hue(key) {
  const text = String(key ?? "");
  let sum = 7;
  for (const sign of text) sum = (sum * 31 + sign.codePointAt(0)) >>> 0;
  return (sum ^ (sum >>> 7)) % 8;
}
