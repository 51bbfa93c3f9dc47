// Tells the others that one writes: again every few seconds, and that one has stopped.

import { tell } from "../live.js";

const SAY_EVERY_MS = 2500;
const STOPPED_MS = 5000;
let said = { at: 0, ticket: null, kind: null };
let timer = null;

export function typing(ticket, kind) {
  clearTimeout(timer);
  timer = setTimeout(() => stopTyping(ticket), STOPPED_MS);
  if (said.ticket === ticket && said.kind === kind && Date.now() - said.at < SAY_EVERY_MS) return;
  said = { at: Date.now(), ticket, kind };
  tell("typing", { ticket, kind });
}

export function stopTyping(ticket) {
  clearTimeout(timer);
  if (said.ticket !== ticket) return;
  said = { at: 0, ticket: null, kind: null };
  tell("typing", { ticket, kind: null });
}
