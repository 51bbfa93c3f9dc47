// Times for people: relative within a day, then a date in the reader's zone; figures for a countdown.

import { useEffect, useState } from "./dom.js";
import { language, t } from "./words.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const formats = new Map();

function format(options, date) {
  const key = language() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language() === "zh" ? "zh-CN" : "en-GB", options));
  return formats.get(key).format(date);
}

/** "now", "5 min", "3 h", then "14 Nov", with the year once it is another one. */
export function ago(iso, now = Date.now()) {
  if (!iso) return "";
  const passed = now - Date.parse(iso);
  if (passed < MINUTE) return t("time.now");
  if (passed < HOUR) return t("ago.min", { n: Math.floor(passed / MINUTE) });
  if (passed < DAY) return t("ago.h", { n: Math.floor(passed / HOUR) });
  return date(iso, now);
}

/** How long: "12 min", "3 h", "2 d". */
export function span(ms) {
  const length = Math.abs(ms);
  if (length < MINUTE) return t("time.s", { n: Math.floor(length / 1000) });
  if (length < HOUR) return t("time.min", { n: Math.floor(length / MINUTE) });
  if (length < 2 * DAY) return t("time.h", { n: Math.floor(length / HOUR) });
  return t("time.d", { n: Math.floor(length / DAY) });
}

export function date(iso, now = Date.now()) {
  const moment = new Date(iso);
  const sameYear = moment.getFullYear() === new Date(now).getFullYear();
  return format({ month: "short", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) }, moment);
}

export function clockTime(iso) {
  return format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, new Date(iso));
}

export function fullTime(iso) {
  return iso ? format({ dateStyle: "full", timeStyle: "short", hourCycle: "h23" }, new Date(iso)) : "";
}

/** "Tue 24 Nov, 09:00", for what is still to come. */
export function moment(iso) {
  return format({ weekday: "short", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, new Date(iso));
}

/** The same, with the day left out when it is today. */
export function soon(time, now = Date.now()) {
  return sameDay(time, now) ? clockTime(time) : moment(time);
}

export function dayLabel(iso, now = Date.now()) {
  const day = startOfDay(new Date(iso));
  const days = Math.round((startOfDay(new Date(now)) - day) / DAY);
  if (days === 0) return t("time.today");
  if (days === 1) return t("time.yesterday");
  const sameYear = new Date(iso).getFullYear() === new Date(now).getFullYear();
  return format({ weekday: "long", month: "long", day: "numeric", ...(sameYear ? {} : { year: "numeric" }) }, new Date(iso));
}

export function sameDay(a, b) {
  return startOfDay(new Date(a)).getTime() === startOfDay(new Date(b)).getTime();
}

export function timeIn(zone, now = Date.now()) {
  try {
    return format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", weekday: "short", timeZone: zone }, new Date(now));
  } catch {
    return ""; // a zone this browser does not know
  }
}

function startOfDay(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
}

const APART = 45 * MINUTE; // two choices nearer to one another than this are one

/** The choices of "later", as [name, Date], the nearest first. Working mornings, never the middle of the night. */
export function laterChoices(now = new Date()) {
  const at = (days, hour) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  const month = at(30, 9);
  const choices = [
    ["later.evening", at(0, 18)], ["later.monday", at(untilMonday, 9)], ["later.tomorrow", at(1, 9)],
    ["later.month", at(30 + [1, 0, 0, 0, 0, 0, 2][month.getDay()], 9)],
    ["later.hour", new Date(now.getTime() + HOUR)], ["later.three_hours", new Date(now.getTime() + 3 * HOUR)],
  ];
  const kept = [];
  for (const [name, time] of choices) {
    const isNight = name === "later.three_hours" && (time.getHours() < 7 || !sameDay(time, now));
    const isNear = kept.some(([, other]) => Math.abs(other - time) < APART);
    if (time - now >= APART && !isNight && !isNear) kept.push([name, time]);
  }
  return kept.sort(([, a], [, b]) => a - b);
}

/** The reader's zone as people call it: "China Standard Time". */
export function zoneName() {
  const parts = new Intl.DateTimeFormat(language() === "zh" ? "zh-CN" : "en-GB", { timeZoneName: "long" }).formatToParts(new Date());
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** The present, by the second while this moment is near: all that counts down to it says the same. */
export const useNowNear = (at) => useNow(Math.abs(Date.parse(at) - Date.now()) < 2 * 60_000 ? 1000 : 15_000);

/** The present, again every so often; draws the component again. */
export function useNow(everyMs = 30_000) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
