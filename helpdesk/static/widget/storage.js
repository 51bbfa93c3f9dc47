/* What this browser remembers of the visitor: token, unsent messages, the draft. */
import { settings } from "./settings.js";

const memory = new Map(); // what the browser would not store: it lasts as long as the page

/** Whether this browser lets a frame of another site keep anything; many forbid it. */
export const lasting = (() => {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
})();

/** The remembered value, or `otherwise`. */
export function recall(name, otherwise = null) {
  if (memory.has(name)) return memory.get(name) ?? otherwise;
  try {
    return JSON.parse(localStorage.getItem(key(name))) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Keep a value; null forgets it. */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(key(name));
    else localStorage.setItem(key(name), JSON.stringify(value));
    memory.delete(name);
  } catch {
    memory.set(name, value);
  }
}

/** Forget everything about this visitor. */
export function forgetAll() {
  for (const name of ["token", "outbox", "draft", "identity"]) remember(name, null);
}

function key(name) {
  return `helpdesk.${settings.key}.${name}`;
}
