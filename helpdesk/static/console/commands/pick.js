// Opens a chooser for the tickets an action is for: beside what was clicked, or in the middle when asked by a key.

import { dispatch } from "../store.js";
import { subjects } from "../verbs/walking.js";

/** kind: assignee, team, status, priority, type, tags, snooze, macro, follower; tickets: else those chosen or open. */
export function pick(kind, { anchor = null, tickets = subjects(), ...about } = {}) {
  if (!tickets.length) return;
  const box = anchor?.getBoundingClientRect();
  dispatch({ type: "picker_opened", picker: { kind, tickets, anchor: box && { left: box.left, right: box.right, top: box.top, bottom: box.bottom }, ...about } });
}
