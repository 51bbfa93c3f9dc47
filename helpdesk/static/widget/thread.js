/* The messages of a conversation: days, groups, and staying where the reader is. */
import { html, useEffect, useLayoutEffect, useRef, useState } from "/static/vendor/htm-preact/htm-preact.js";
import { older, seen } from "./actions.js";
import { AskForMail } from "./asking.js";
import { Group } from "./group.js";
import { Icon } from "./icons.js";
import { arranged } from "./messages.js";
import { whatToExpect } from "./people.js";
import { QuickReplies } from "./quick.js";
import { Queue } from "./queue.js";
import { useStore } from "./store.js";
import { dayOf } from "./time.js";
import { language, words } from "./words.js";

/** Scrolls by itself only while the reader is at the end. */
export function Thread({ children }) {
  const { ticket, messages, pending, typing, before, ended, here, usual, visitor, inbox, agentReadId, fresh, opened, reading } = useStore();
  const mine = pending.filter((message) => message.ticket === ticket).map((message) => ({ ...message, from: "customer" }));
  const days = arranged([...messages, ...mine]);
  const { box, below, toEnd } = useStaying(messages, mine.length, typing, opened);
  const asking = inbox.mails && !here.length && messages.some((message) => message.from === "customer");
  return html`<div class="thread-box"><div class="thread" ref=${box} tabindex="0" role="log" aria-live="off" aria-label=${words.message}>
    ${before && html`<button type="button" class="plain older" onClick=${older}>${words.older}</button>`}
    ${ticket === null && html`<${Greeting} inbox=${inbox} here=${here} usual=${usual} visitor=${visitor} />`}
    ${days.map((day) => html`<section key=${day.day}>
      <h2 class="day"><span>${dayOf(day.at)}</span></h2>
      ${day.groups.map((group) => html`<${Group} key=${group.messages[0].client_id ?? group.messages[0].id} group=${group} readId=${agentReadId} fresh=${fresh} />`)}
    </section>`)}
    ${!reading && html`<${QuickReplies} messages=${messages} waiting=${mine.length > 0} />`}
    ${children}
    ${asking && html`<${AskForMail} visitor=${visitor} />`}
    <${Queue} />
    ${ended && !reading && html`<p class="event">${words.ended}</p>`}
    ${typing && html`<div class="group theirs"><div class="bubble typing" role="status"><i></i><i></i><i></i><span class="for-readers">${words.typing(typing)}</span></div></div>`}
  </div>
  ${below > 0 && html`<button type="button" class="pill" onClick=${toEnd}><${Icon} name="down" size="16" />${words.below(below)}</button>`}
  </div>`;
}

function Greeting({ inbox, here, usual, visitor }) {
  const what = whatToExpect({ here, usual, visitor, inbox });
  return html`<div class="group theirs"><div class="bubble">${inbox.greeting?.[language] || words.hello}</div>
    ${what && html`<p class="under">${what}</p>`}
  </div>`;
}

// Three cases: at the end stay at the end; older ones put above keep the line under the eye; new ones below are counted.
function useStaying(messages, waiting, typing, opened) {
  const box = useRef();
  const was = useRef({ end: true, height: 0, first: null, count: 0, waiting: 0 });
  const [below, setBelow] = useState(0);
  const toEnd = () => { box.current.scrollTop = box.current.scrollHeight; };

  useLayoutEffect(() => {
    const { scrollHeight } = box.current;
    const before = was.current;
    const first = messages[0]?.id ?? null;
    const wrote = waiting > before.waiting;
    if (before.end || wrote) toEnd();
    else if (before.first !== null && first !== before.first) box.current.scrollTop += scrollHeight - before.height;
    else if (messages.length > before.count) setBelow(below + messages.length - before.count);
    was.current = { ...before, height: scrollHeight, first, count: messages.length, waiting };
  }, [messages, waiting, typing, opened]);

  useEffect(() => {
    const element = box.current;
    const moved = () => {
      was.current.end = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
      if (was.current.end) { setBelow(0); seen(); }
    };
    const grown = new ResizeObserver(() => was.current.end && toEnd());
    element.addEventListener("scroll", moved, { passive: true });
    grown.observe(element);
    return () => { element.removeEventListener("scroll", moved); grown.disconnect(); };
  }, []);
  return { box, below, toEnd };
}
