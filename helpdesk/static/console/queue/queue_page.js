// The queue: who waits, how long, why, and what would free it. Read anew at each event that moves it, and by the clock.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { onNews } from "../live.js";
import { useNow } from "../times.js";
import { Empty, Failed } from "../ui/states.js";
import { t } from "../words.js";
import { Line } from "./line.js";

const MOVES = /assigned|team_changed|status_changed|person_needed|message_received|priority_changed|snoozed|woken|agent_|availability/;
const EVERY_MS = 4000; // somebody else's events are not told to everybody
const GATHER_MS = 250;

export function QueuePage() {
  const [{ lines, error }, set] = useState({});
  const load = () => get("/console/queue.json").then((answer) => set({ lines: answer.lines }), (problem) => set((old) => ({ ...old, error: problem })));
  useEffect(() => keepFresh(load), []);
  const now = useNow(1000);
  return html`
    <main class="working-page queue-page" id="thread" tabindex="-1" aria-label=${t("queue")}>
      <header class="working-head"><h2>${t("queue")}</h2>${lines?.length > 0 && html`<span class="count" aria-live="polite">${t("queue.size", { n: lines.reduce((sum, line) => sum + line.size, 0) })}</span>`}</header>
      ${error && !lines && html`<${Failed} error=${error} retry=${load} />`}
      ${lines?.length === 0 && html`<${Empty} icon="users" title=${t("queue.none")} text=${t("queue.none.text")} />`}
      ${lines?.map((line) => html`<${Line} key=${line.team_id} line=${line} now=${now} />`)}
    </main>`;
}

function keepFresh(load) {
  let timer = null;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(load, GATHER_MS);
  };
  const leave = onNews((event) => (!event || MOVES.test(event.name)) && soon());
  const clock = setInterval(() => document.hidden || load(), EVERY_MS);
  load();
  return () => {
    leave();
    clearTimeout(timer);
    clearInterval(clock);
  };
}
