// Changes between the messages: one small grey line each, folded when there are many.

import { html, memo, useState } from "../dom.js";
import { useStore } from "../store.js";
import { clockTime, fullTime } from "../times.js";
import { t } from "../words.js";
import { sentence } from "./event_words.js";

const SHOWN = 3;

export const Events = memo(({ events }) => {
  const [open, setOpen] = useState(false);
  const folded = events.length > SHOWN && !open;
  return html`
    <div class="events">
      ${folded && html`<button type="button" class="events-more" aria-expanded="false" onClick=${() => setOpen(true)}>${t("events.more", { n: events.length - 1 })}</button>`}
      ${(folded ? events.slice(-1) : events).map((event) => html`<${Line} key=${event.id} event=${event} />`)}
    </div>`;
});

function Line({ event }) {
  const names = useStore((state) => ({ agents: state.agents, teams: state.teams, fields: state.fields, me: state.me }));
  return html`<p class="event-line"><span class="breakable">${sentence(event, names)}</span> <time dateTime=${event.at} title=${fullTime(event.at)}>${clockTime(event.at)}</time></p>`;
}
