// An icon of the vendored sprite, and the icon and name that stand for each kind of thing.

import { html } from "../dom.js";

const SPRITE = new URL("../../vendor/lucide/icons.svg", import.meta.url).pathname;

export function Icon({ name, size = "", label }) {
  const heard = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return html`<svg class=${`icon ${size}`} ...${heard}><use href=${`${SPRITE}#${name}`} /></svg>`;
}

export const CHANNEL_ICONS = {
  email: "mail", webchat: "message-circle", api: "code", form: "file-text", wechat: "message-circle-more",
  wecom: "building-2", whatsapp: "message-circle-check", telegram: "send", line: "message-square", messenger: "message-square-text",
  instagram: "camera", sms: "smartphone", voice: "phone",
};

export const STATUS_ICONS = {
  new: "circle-dot", open: "circle", pending: "clock", on_hold: "circle-pause", solved: "circle-check", closed: "archive",
};

export const STATUS_TONES = { new: "accent", open: "info", pending: "warn", on_hold: "", solved: "good", closed: "" };

export const PRIORITY_ICONS = { low: "signal-low", normal: "signal-medium", high: "signal-high", urgent: "flame" };

export const TYPE_ICONS = {
  question: "circle-question-mark", incident: "zap", problem: "triangle-alert", task: "circle-check", complaint: "flag",
};

export const channelIcon = (channel) => CHANNEL_ICONS[channel] || "message-square";
