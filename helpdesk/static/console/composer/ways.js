// The ways a reply can go out (inbox and identity), and how long each is still open.

const HOUR = 3_600_000;

export function chosenWay(ticket, draft) {
  const ways = ticket.send_on || [];
  return ways.find((way) => wayKey(way) === draft.way) || ways.find((way) => way.default) || ways[0] || null;
}

export const wayKey = (way) => `${way.inbox_id}/${way.identity_id}`;

/** Milliseconds the provider still lets us answer; null without such a window. */
export function windowLeft(way, now = Date.now()) {
  return way?.window_ends_at ? Date.parse(way.window_ends_at) - now : null;
}

/** "31 h", "45 min" */
export function windowText(left, t) {
  return left >= HOUR ? t("time.h", { n: Math.floor(left / HOUR) }) : t("time.min", { n: Math.max(0, Math.floor(left / 60_000)) });
}
