// The one state of the console. It changes only through reduce(state, action), which is pure: so that
// "what I had, plus what I missed" can be shown to equal "what a fresh page would load".

import { useLayoutEffect, useReducer, useRef, sameShallow } from "./dom.js";
import { reduceCalls } from "./state/calls.js";
import { reduceDesk } from "./state/desk.js";
import { reduceLists } from "./state/lists.js";
import { reduceLive } from "./state/live.js";
import { reduceOutbox } from "./state/outbox.js";
import { reduceScreen } from "./state/screen.js";
import { reduceStart } from "./state/start.js";
import { reduceThreads } from "./state/threads.js";
import { emptyState } from "./state/empty.js";

const REDUCERS = [reduceStart, reduceLive, reduceThreads, reduceLists, reduceOutbox, reduceScreen, reduceCalls, reduceDesk];

export function reduce(state, action) {
  // An event seen before is dropped here, once for everybody.
  if (action.type === "event_arrived" && state.seen.includes(action.event.id)) return state;
  return REDUCERS.reduce((before, reducer) => reducer(before, action), state);
}

export function createStore(initial = emptyState()) {
  const listeners = new Set();
  const store = {
    state: initial,
    dispatch(action) {
      const before = store.state;
      store.state = reduce(before, action);
      if (store.state !== before) listeners.forEach((listener) => listener());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return store;
}

export const store = createStore();
export const dispatch = store.dispatch;

/** A part of the state; the component draws again when that part (compared one level deep) changes. */
export function useStore(select) {
  const [, redraw] = useReducer((n) => n + 1, 0);
  const chosen = select(store.state);
  const latest = useRef();
  latest.current = { select, chosen };
  useLayoutEffect(() => {
    const look = () => {
      const next = latest.current.select(store.state);
      if (!sameShallow(next, latest.current.chosen)) redraw();
    };
    look();
    return store.subscribe(look);
  }, []);
  return chosen;
}
