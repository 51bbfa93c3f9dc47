// Reads lists and tickets when the address asks for them, and again when they may be out of date.

import { get } from "../api.js";
import { listKey } from "../routes.js";
import { dispatch, store } from "../store.js";
import { toastError } from "../ui/toasts.js";

const PAGE = 50;
const loads = new Map(); // what is being read right now, so that nothing is read twice at once

export async function loadList(key, { more = false } = {}) {
  if (key.startsWith("search:") && !key.slice(7).trim()) return;
  const after = more ? store.state.lists[key]?.next : null;
  if (more && !after) return;
  await once(`list ${key} ${after}`, async () => {
    dispatch({ type: "list_asked", key });
    const answer = await get(listPath(key, after));
    const snippets = Object.fromEntries(answer.rows.filter((row) => row.snippet).map((row) => [row.id, { said: row.snippet, title: row.title }]));
    dispatch({ type: "list_loaded", key, rows: answer.rows, next: answer.next, more, snippets });
  }).catch((error) => dispatch({ type: "list_failed", key, error: sayable(error) }));
}

function listPath(key, after) {
  const cursor = after ? `&after=${encodeURIComponent(after)}` : "";
  if (!key.startsWith("search:")) return `/console/views/${key}/tickets.json?limit=${PAGE}${cursor}`;
  return `/console/search.json?q=${encodeURIComponent(key.slice(7))}${cursor}`;
}

export async function loadThread(id) {
  await once(`thread ${id}`, async () => {
    dispatch({ type: "thread_asked", id });
    const loaded = await get(`/console/tickets/${id}.json`);
    dispatch({ type: "thread_loaded", id, loaded });
  }).catch((error) => dispatch({ type: "thread_failed", id, error: sayable(error) }));
}

export async function loadEarlier(id) {
  const before = store.state.threads[id]?.before;
  if (!before) return;
  await once(`earlier ${id} ${before}`, async () => {
    const answer = await get(`/console/tickets/${id}/messages.json?before=${encodeURIComponent(before)}`);
    dispatch({ type: "earlier_loaded", id, ...answer });
  }).catch(toastError);
}

export async function loadCounts() {
  await get("/console/counts.json").then((counts) => dispatch({ type: "counts_loaded", counts })).catch(() => null);
}

/** After a lost connection: the open ticket, the list shown and the counts, whatever the socket replayed. */
export function loadAgain() {
  const { route } = store.state;
  loadCounts();
  if (route.page !== "customer") loadList(listKey(route));
  if (route.ticket) loadThread(route.ticket);
}

/** Loads whatever the address names from now on, and reads a ticket again when an event said more than it carried. */
export function followRoute() {
  let before = {};
  const look = () => {
    const { route, threads } = store.state;
    if (route !== before) {
      const [was, now] = [before, route];
      before = route;
      if (now.page !== "customer" && (was.page !== now.page || listKey(was) !== listKey(now))) loadList(listKey(now));
      if (now.ticket && now.ticket !== was.ticket) loadThread(now.ticket);
    }
    if (threads[route.ticket]?.stale && !loads.has(`thread ${route.ticket}`)) loadThread(route.ticket);
  };
  store.subscribe(look);
  look();
}

function once(name, work) {
  // Begun a moment later: what it dispatches must already find it among the loads.
  if (!loads.has(name)) loads.set(name, Promise.resolve().then(work).finally(() => loads.delete(name)));
  return loads.get(name);
}

function sayable(error) {
  if (error.status === undefined) throw error; // a fault of ours, not an answer: let it be seen
  return { description: error.description, isOffline: error.isOffline, status: error.status };
}
