// Words in the reader's language: t("said.twice", {n}).

import en from "./words.en.js";
import zh from "./words.zh.js";

export const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const table = language === "zh" ? zh : en;

export function t(key, values = {}) {
  return (table[key] ?? en[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
