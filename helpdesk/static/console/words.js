// Words in the reader's language. t("row.waiting", {time}) fills {time}; a pair [one, other] chooses by {n}.

import en from "./words.en.js";
import zh from "./words.zh.js";

const TABLES = { en, zh };
const listeners = new Set();
let current = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

export function t(key, values = {}) {
  let text = TABLES[current][key] ?? TABLES.en[key] ?? key;
  if (Array.isArray(text)) text = values.n === 1 ? text[0] : text[1];
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function language() {
  return current;
}

/** Switch at once; everything drawn with t() is drawn again by whoever listens. */
export function speak(wanted) {
  current = wanted === "zh" ? "zh" : "en";
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
  listeners.forEach((listener) => listener(current));
}

export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
