// "Write a reply" or "write a note", asked for by a key, a command or a button. Asked while the ticket is still
// being read, it is done as soon as there is a composer.

import { store } from "../store.js";

let wanted = null; // {kind, ticket}

export function compose(kind) {
  wanted = { kind, ticket: store.state.route.ticket };
  document.dispatchEvent(new CustomEvent("compose"));
}

/** Whether somebody has asked for a composer that is not there yet: what they type now is meant for it. */
export function isAwaited() {
  const { route, threads } = store.state;
  return Boolean(wanted) && wanted.ticket === route.ticket && threads[route.ticket]?.state === "loading";
}

/** For the composer of this ticket: calls back with what is asked for, now or later. Answers with how to stop. */
export function onCompose(ticket, start) {
  const look = () => {
    const asked = wanted;
    wanted = null; // what was asked of a ticket that has been left again is forgotten
    if (asked?.ticket === ticket) start(asked.kind);
  };
  look();
  document.addEventListener("compose", look);
  return () => document.removeEventListener("compose", look);
}
