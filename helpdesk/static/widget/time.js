/* Times, spans and sizes in the reader's language and zone. */
import { locale, words } from "./words.js";

const DAY = 86_400_000;
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const longDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
const shortDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });

/** 14:03 */
export function timeOf(at) {
  return clock.format(new Date(at));
}

/** Today, Yesterday, a weekday and date, with the year only when it is another one. */
export function dayOf(at, now = new Date()) {
  const day = new Date(at);
  const ago = Math.round((midnight(now) - midnight(day)) / DAY);
  if (ago === 0) return words.today;
  if (ago === 1) return words.yesterday;
  return (day.getFullYear() === now.getFullYear() ? date : longDate).format(day);
}

/** In a list: the time when it was today, else the day. */
export function briefly(at, now = new Date()) {
  const ago = Math.round((midnight(now) - midnight(new Date(at))) / DAY);
  if (ago === 0) return timeOf(at);
  return ago === 1 ? words.yesterday : shortDate.format(new Date(at));
}

/** "4 minutes": rounded up, so that the promise is kept. */
export function spanOf(seconds) {
  if (seconds <= 55 * 60) return words.minutes(nice(Math.ceil(seconds / 60)));
  if (seconds <= 23 * 3600) return words.hours(Math.ceil(seconds / 3600));
  return words.days(Math.ceil(seconds / 86400));
}

/** 1.2 MB */
export function sizeOf(bytes) {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0).replace(/\.0$/, "")} MB`;
}

// Beyond ten minutes nobody believes single ones.
function nice(minutes) {
  return minutes <= 10 ? Math.max(1, minutes) : Math.ceil(minutes / 5) * 5;
}

function midnight(day) {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate());
}
