/* The one state of the widget; every component reads it, only actions.js and outbox.js change it. */
import { useLayoutEffect, useState } from "/static/vendor/htm-preact/htm-preact.js";

export const state = {
  screen: "home",
  opened: false,
  online: navigator.onLine,
  connected: false,
  loaded: false,
  broken: false,
  inbox: null,
  here: [],
  usual: null,
  visitor: null,
  conversations: [],
  shared: [], // what the organization shares of its other people
  articles: [],
  ticket: null,
  messages: [],
  completeTo: 0, // up to this number nothing is missing in `messages`
  before: null,
  agentReadId: 0, // the last message that somebody of the team has seen
  ended: false,
  reading: null, // {who}: a conversation of a colleague, to be read only
  queue: null, // {place, here, seconds} while the visitor waits for somebody
  fresh: null, // id of the first message the visitor had not seen when the thread was opened
  pending: [],
  resumeAt: null, // when the server asked to slow down: sending goes on then
  typing: null,
  said: "", // for the screen reader
  page: null,
};

const readers = new Set();

/** Put the given fields into the state and draw again. */
export function change(fields) {
  Object.assign(state, fields);
  readers.forEach((read) => read({}));
}

/** The state, for a component: it is drawn again after each change. */
export function useStore() {
  const [, read] = useState({});
  // With the first drawing, not after it: what changes in between would be shown by nobody.
  useLayoutEffect(() => {
    readers.add(read);
    return () => readers.delete(read);
  }, []);
  return state;
}
