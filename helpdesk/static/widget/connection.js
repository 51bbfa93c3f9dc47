/* One thin line while messages cannot go out; it says what waits. */
import { html, useEffect, useState } from "/static/vendor/htm-preact/htm-preact.js";
import { Icon } from "./icons.js";
import { recall } from "./storage.js";
import { useStore } from "./store.js";
import { words } from "./words.js";

const GRACE = 3000; // a lost connection that is back within this long is not worth a line

/** Offline, slowed down, or reconnecting; else nothing. */
export function Connection() {
  const { online, connected, resumeAt, pending } = useStore();
  const lost = useLate(online && !connected && recall("token") !== null, GRACE);
  const seconds = useCountdown(resumeAt);
  const text = !online ? offline(pending) : seconds > 0 ? words.slow_down(seconds) : lost ? words.reconnecting : "";
  return html`<div class="connection" role="status">${text && html`<p><${Icon} name="off" size="16" />${text}</p>`}</div>`;
}

function offline(pending) {
  const n = pending.filter((message) => message.state !== "failed").length;
  return n ? words.offline_queued(n) : words.offline;
}

function useLate(yes, after) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!yes) return setLate(false);
    const timer = setTimeout(() => setLate(true), after);
    return () => clearTimeout(timer);
  }, [yes]);
  return yes && late;
}

function useCountdown(until) {
  const [, tick] = useState(0);
  const left = until ? Math.ceil((until - Date.now()) / 1000) : 0;
  useEffect(() => {
    if (left <= 0) return;
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [until, left > 0]);
  return left;
}
