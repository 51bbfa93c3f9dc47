// Hours and days as a phone shows them.

import { language, t } from "./words.js";

const locale = language === "zh" ? "zh-CN" : "en-GB";

export const hour = (date) => date.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hour12: false });

export function dayLine(entry, before) {
  const day = new Date(entry.at * 1000);
  if (before && new Date(before.at * 1000).toDateString() === day.toDateString()) return null;
  return day.toDateString() === new Date().toDateString() ? t("today") : day.toLocaleDateString(locale, { day: "numeric", month: "long" });
}
