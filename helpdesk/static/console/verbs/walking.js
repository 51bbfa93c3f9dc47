// J and K: from ticket to ticket in the list shown. A ticket that has just left the list still has a place in it.

import { dispatch, store } from "../store.js";
import { listKey, openTicket } from "../routes.js";
import { loadList } from "./loading.js";

let place = 0;

export function step(by) {
  const { route, lists } = store.state;
  const list = lists[listKey(route)];
  if (!list?.ids.length) return;
  const at = list.ids.indexOf(route.ticket);
  const from = at >= 0 ? at + by : Math.min(place, list.ids.length - 1) + (by < 0 ? -1 : 0);
  const to = Math.max(0, Math.min(list.ids.length - 1, route.ticket ? from : 0));
  if (to >= list.ids.length - 5) loadList(listKey(route), { more: true });
  place = to;
  openTicket(list.ids[to]);
}

/** Remember where the open ticket stands, as long as it stands there. */
export function watchPlace() {
  store.subscribe(() => {
    const { route, lists } = store.state;
    const at = lists[listKey(route)]?.ids.indexOf(route.ticket) ?? -1;
    if (at >= 0) place = at;
  });
}

/** The tickets an action is for: those chosen, else the one open. */
export function subjects() {
  const { selected, route } = store.state;
  return selected.length ? selected : route.ticket ? [route.ticket] : [];
}

export function toggleSelected(id, { range = false } = {}) {
  const { selected, route, lists } = store.state;
  const ids = lists[listKey(route)]?.ids || [];
  if (range && selected.length) {
    const [from, to] = [ids.indexOf(selected.at(-1)), ids.indexOf(id)].sort((a, b) => a - b);
    return dispatch({ type: "selected", ids: [...new Set([...selected, ...ids.slice(from, to + 1)])] });
  }
  dispatch({ type: "selected", ids: selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id] });
}
