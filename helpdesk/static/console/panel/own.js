// What a section reads for itself when the ticket opens, and again when something happened that changes it.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { onNews } from "../live.js";
import { Failed } from "../ui/states.js";

const PATIENCE_MS = 200; // a skeleton before that would only flicker
const GATHER_MS = 300;

/** {data, error, waiting, load}; read anew when `path` changes, and after each event for which `changes` is true. */
export function useOwn(path, changes = () => false) {
  const [state, set] = useState({ path });
  const load = () => get(path).then((data) => set({ path, data }), (error) => set((old) => ({ ...old, path, error })));
  useEffect(() => {
    let timer = null;
    let over = false;
    const read = () => get(path).then((data) => over || set({ path, data }), (error) => over || set((old) => ({ path, data: old.path === path ? old.data : undefined, error })));
    const slow = setTimeout(() => over || set((old) => (old.path === path && (old.data || old.error) ? old : { path, waiting: true })), PATIENCE_MS);
    // Without an event: the line was away, and something may have been missed.
    const leave = onNews((event) => {
      if (event && !changes(event)) return;
      clearTimeout(timer);
      timer = setTimeout(read, GATHER_MS);
    });
    read();
    return () => {
      over = true;
      clearTimeout(slow);
      clearTimeout(timer);
      leave();
    };
  }, [path]);
  return { ...(state.path === path ? state : {}), load };
}

/** The skeleton, the failure, or what `draw(data)` makes of the answer. */
export function Own({ own, draw }) {
  if (own.data) return draw(own.data);
  if (own.error) return html`<${Failed} error=${own.error} retry=${own.load} />`;
  return own.waiting ? html`<div class="stack tight" aria-hidden="true"><span class="skeleton w-80"></span><span class="skeleton w-60"></span></div>` : null;
}
