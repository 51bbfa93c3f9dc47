// The program was renewed while this page was open: what it tells may be more than these scripts understand.

import { toast } from "./ui/toasts.js";
import { t } from "./words.js";

const FOR_A_DAY = 86_400_000;
let known = null;
let told = false;
let broken = false;

window.addEventListener("error", ({ error }) => error && noteBroken());
// What is drawn is drawn in a promise; a lost connection is no fault of these scripts.
window.addEventListener("unhandledrejection", ({ reason }) => reason instanceof TypeError && !/fetch|network|load/i.test(reason.message) && noteBroken());

/** Each time the connection is there: which console is served now. */
export function hearRelease(release) {
  if (told || !release || release === (known ??= release)) return;
  told = true;
  if (broken) return reload();
  toast(t("renewed"), { action: reload, actionLabel: t("renewed.reload"), shown: FOR_A_DAY });
}

function noteBroken() {
  broken = true;
  if (told) reload(); // what is drawn now is stuck, and tells nobody
}

function reload() {
  location.reload();
}
