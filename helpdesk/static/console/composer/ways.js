// The ways a reply can go out (inbox and identity), how long each is still open, and what stands against it.

const HOUR = 3_600_000;
export const SOON = 2 * HOUR;

export function chosenWay(ticket, draft) {
  const ways = ticket.send_on || [];
  return ways.find((way) => wayKey(way) === draft.way) || ways.find((way) => way.default) || ways[0] || null;
}

export const wayKey = (way) => `${way.inbox_id}/${way.identity_id}`;

/** Milliseconds the provider still lets us answer; null without such a window. */
export function windowLeft(way, now = Date.now()) {
  return way?.window_ends_at ? Date.parse(way.window_ends_at) - now : null;
}

/** Why nothing can be sent this way now: "window" | "enough" | "stopped", or null. The window may shut while one looks. */
export function whyShut(way, now = Date.now()) {
  if (way?.stopped) return "stopped";
  const left = windowLeft(way, now);
  if (left !== null && left <= 0) return "window";
  return way?.left === 0 ? "enough" : null;
}

/** The other ways that are open, for "answer over another channel". */
export const openWays = (ticket, but) => (ticket.send_on || []).filter((way) => way !== but && !whyShut(way));

/** "31 h", "45 min" */
export function windowText(left, t) {
  return left >= HOUR ? t("time.h", { n: Math.floor(left / HOUR) }) : t("time.min", { n: Math.max(0, Math.floor(left / 60_000)) });
}

/** "WhatsApp · +49 …", "Orders · carol@example.com" */
export function wayText(way, t) {
  return [way.name || t(`channel.${way.channel}`), way.address].filter(Boolean).join(" · ");
}
