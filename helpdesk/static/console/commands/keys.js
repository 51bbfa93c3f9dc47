// Listens to keys. Single letters are off while a field has the focus, while an input method composes (some
// browsers say so only by keyCode 229), while a dialog or menu is open, and for people who switched them off.

import { store } from "../store.js";
import { isAwaited } from "../composer/compose.js";
import { KEYS } from "./key_table.js";

const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]:not([contenteditable=false])";

export function watchKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    const key = KEYS.find((one) => one.run && sameKey(one.keys, event) && isOn(one, event));
    if (!key) return;
    event.preventDefault();
    key.run();
  });
}

function isOn(key, event) {
  const { dialog, picker, signedOut, me } = store.state;
  if (signedOut || (dialog && !(key.always && dialog.name !== "commands"))) return false;
  if (key.always) return true;
  if (picker || dialog || (isAwaited() && !key.keys.includes("mod"))) return false;
  if (event.target.closest?.(FIELDS) || event.target.closest?.("[role=menu]")) return false;
  return me.keys !== false || key.keys === "Escape" || key.keys === "?";
}

function sameKey(keys, event) {
  const parts = keys.split("+");
  const wanted = parts.at(-1) || "+";
  const mod = event.ctrlKey || event.metaKey;
  if (mod !== parts.includes("mod") || event.altKey) return false;
  const isLetter = /^[a-z]$/.test(wanted);
  // A sign like ? or # needs Shift on one keyboard and not on another: only for letters Shift is part of the key.
  if ((isLetter || parts.includes("shift")) && event.shiftKey !== parts.includes("shift")) return false;
  return isLetter ? event.key.toLowerCase() === wanted : event.key === wanted;
}
