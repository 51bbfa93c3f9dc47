// The lists of tickets. A list knows the ids it shows; whether and where a row belongs is decided by the
// view's conditions, so a change heard over the socket needs no request. While the pointer or the focus is
// in the list it is frozen: nothing moves, arrivals wait behind a pill, rows that left stay until it thaws.

import { matches } from "../matching.js";
import { compareBy } from "./ordering.js";
import { withRows } from "./rows.js";

export const emptyList = { ids: [], next: null, arrivals: [], snippets: {}, behind: null, frozen: false, state: "loading", error: null };

export function reduceLists(state, action) {
  switch (action.type) {
    case "list_asked":
      return withList(state, action.key, (list) => ({ ...list, state: list.ids.length ? "ready" : "loading", error: null }));
    case "list_loaded":
      return listLoaded(state, action);
    case "list_failed":
      return withList(state, action.key, (list) => ({ ...list, state: list.ids.length ? "ready" : "failed", error: action.error }));
    case "list_frozen":
      return withList(state, action.key, (list) => ({ ...list, frozen: true }));
    case "list_thawed":
      return withList(state, action.key, (list) => thaw({ ...list, frozen: false }, action.key, state));
    case "rows_arrived":
      return placeRows({ ...state, counts: { ...state.counts, ...action.counts } }, action.rows, action.mine);
    case "rows_gone":
      return mapLists(state, (list) => action.ids.reduce(without, list));
    case "event_arrived":
      return action.event.row ? placeRows(state, [action.event.row]) : state;
    default:
      return state;
  }
}

function listLoaded(state, { key, rows, next, more, snippets = {} }) {
  const known = { ...state, rows: withRows(state.rows, rows) };
  return withList(known, key, (list) => {
    const arrived = rows.map((row) => row.id);
    if (list.frozen && list.ids.length && !more) return readBehind(list, arrived, next);
    const ids = more ? [...list.ids, ...arrived.filter((id) => !list.ids.includes(id))] : arrived;
    return { ...list, ids, next, arrivals: more ? list.arrivals : [], snippets: more ? { ...list.snippets, ...snippets } : snippets, state: "ready", error: null };
  });
}

/** A list read again while somebody points at it: what was read takes its place when it thaws. */
function readBehind(list, ids, next) {
  return { ...list, behind: { ids, next }, arrivals: ids.filter((id) => !list.ids.includes(id)), state: "ready", error: null };
}

function placeRows(state, rows, mine = false) {
  const known = { ...state, rows: withRows(state.rows, rows) };
  const ids = [...new Set(rows.map((row) => row.id))];
  return mapLists(known, (list, key) => ids.reduce((now, id) => placeRow(now, key, id, known, mine), list));
}

function mapLists(state, change) {
  return { ...state, lists: Object.fromEntries(Object.entries(state.lists).map(([key, list]) => [key, change(list, key)])) };
}

function placeRow(list, key, id, state, mine) {
  const view = viewOf(state, key);
  if (!view || list.state !== "ready") return list;
  const shown = list.ids.includes(id);
  const belongs = matches(view.conditions, state.rows[id], whoLooks(state));
  if (list.frozen && !mine) return placeLater(list, id, shown, belongs, view, state);
  if (shown && !belongs) return without(list, id);
  return belongs ? insert(list, id, view, state) : without(list, id);
}

function placeLater(list, id, shown, belongs, view, state) {
  const waits = list.arrivals.includes(id);
  if (shown || waits === belongs) return list;
  if (!belongs) return { ...list, arrivals: list.arrivals.filter((other) => other !== id) };
  return isBeyondTheEnd(list, id, view, state) ? list : { ...list, arrivals: [...list.arrivals, id] };
}

function insert(list, id, view, state) {
  if (!list.ids.includes(id) && isBeyondTheEnd(list, id, view, state)) return list;
  const compare = compareBy(view.sort);
  const others = list.ids.filter((other) => other !== id);
  const at = others.findIndex((other) => compare(state.rows[id], state.rows[other]) < 0);
  const ids = at < 0 ? [...others, id] : [...others.slice(0, at), id, ...others.slice(at)];
  const same = ids.every((other, index) => other === list.ids[index]) && ids.length === list.ids.length;
  return same && !list.arrivals.includes(id) ? list : { ...list, ids, arrivals: list.arrivals.filter((other) => other !== id) };
}

/** Further pages exist and the row sorts behind the last one shown: it will come with its page. */
function isBeyondTheEnd(list, id, view, state) {
  const last = state.rows[list.ids.at(-1)];
  return Boolean(list.next && last && compareBy(view.sort)(state.rows[id], last) > 0);
}

function without(list, id) {
  if (!list.ids.includes(id) && !list.arrivals.includes(id)) return list;
  const others = (ids) => ids.filter((other) => other !== id);
  return { ...list, ids: others(list.ids), arrivals: others(list.arrivals) };
}

function thaw(list, key, state) {
  const view = viewOf(state, key);
  if (!view) return list;
  const who = whoLooks(state);
  const { ids: known, next } = list.behind || list;
  const ids = [...new Set([...known, ...list.arrivals])].filter((id) => matches(view.conditions, state.rows[id], who));
  const compare = compareBy(view.sort);
  return { ...list, ids: ids.sort((a, b) => compare(state.rows[a], state.rows[b])), next, behind: null, arrivals: [] };
}

export function whoLooks(state) {
  return { me: state.me?.id, myTeams: state.agents[state.me?.id]?.team_ids || [], now: new Date().toISOString() };
}

function viewOf(state, key) {
  return state.views.find((view) => String(view.id) === String(key));
}

function withList(state, key, change) {
  return { ...state, lists: { ...state.lists, [key]: change(state.lists[key] || emptyList) } };
}
