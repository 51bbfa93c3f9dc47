// The messages from old to new. It opens at the end, stays at the end while one reads there, and otherwise
// says that something arrived. Earlier pages come when one scrolls up, without anything jumping.

import { customerName } from "../naming.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../dom.js";
import { useStore } from "../store.js";
import { emptyThread } from "../state/threads.js";
import { Icon } from "../ui/icon.js";
import { loadEarlier } from "../verbs/loading.js";
import { dayLabel } from "../times.js";
import { t } from "../words.js";
import { arrange } from "./arranging.js";
import { Call } from "./call.js";
import { Events } from "./events.js";
import { MessageGroup } from "./message_group.js";
import { Note } from "./note.js";

const AT_END = 80;

export function Timeline({ id }) {
  const { messages, events, before, ticket, customer } = useStore((state) => state.threads[id] || emptyThread);
  const outbox = useStore((state) => Object.values(state.outbox).filter((entry) => entry.ticket_id === id));
  const customerTypes = useStore((state) => state.viewing[id]?.customer_typing);
  const me = useStore((state) => state.me);
  const items = useMemo(() => arrange(messages, events, outbox, me, ticket?.channel, addressesOf(customer)), [messages, events, me, customer, ...outbox]);
  const { scroller, scroll, unseen, toEnd } = useStaying({ id, loaded: Boolean(ticket), first: messages[0]?.id, last: `${messages.at(-1)?.id} ${outbox.length} ${customerTypes}`, own: outbox.length });
  return html`
    <div class="timeline-holder">
      <div ref=${scroller} class="timeline" onScroll=${scroll} tabindex="0" role="log" aria-label=${t("thread.messages")} aria-live="off">
        <div class="timeline-column">
          ${before && html`<p class="timeline-earlier"><button type="button" class="link-button" onClick=${() => loadEarlier(id)}>${t("thread.earlier")}</button></p>`}
          ${!ticket && html`<${Waiting} />`}
          ${items.map((item) => html`<${Item} key=${item.key} item=${item} customer=${ticket?.customer} />`)}
          ${customerTypes && html`<p class="typing-line" role="status"><span class="typing-dots" aria-hidden="true"><i></i><i></i><i></i></span>${t("looking.types", { name: customerName(ticket?.customer) })}</p>`}
        </div>
      </div>
      ${unseen && html`<button type="button" class="arrivals-pill at-end" onClick=${toEnd}><${Icon} name="arrow-down" />${t("thread.new")}</button>`}
    </div>`;
}

const READABLE = new Set(["email", "phone"]);

/** The addresses that mean something to people, by the number of their identity. */
function addressesOf(customer) {
  const all = customer?.identities || [];
  const phone = all.find((one) => one.kind === "phone" && one.verified)?.value;
  const shown = (one) => (READABLE.has(one.kind) ? one.value : one.kind === "whatsapp" ? (/^\+?\d+$/.test(one.value) ? one.value : phone) : null);
  return Object.fromEntries(all.filter(shown).map((one) => [one.id, shown(one)]));
}

function Item({ item, customer }) {
  if (item.kind === "day") return html`<h3 class="day-line"><span>${dayLabel(item.at)}</span></h3>`;
  if (item.kind === "events") return html`<${Events} events=${item.events} />`;
  if (item.kind === "call") return html`<${Call} message=${item.message} customer=${customer} />`;
  if (item.kind === "note") return html`<${Note} message=${item.message} />`;
  return html`<${MessageGroup} messages=${item.messages} via=${item.via} />`;
}

function Waiting() {
  return html`<div class="stack" aria-hidden="true"><span class="skeleton tall w-60"></span><span class="skeleton tall w-40 push"></span><span class="skeleton tall w-80"></span></div>`;
}

/** Keeps the reader where they read: at the end, or at the same message while earlier ones come in above. */
function useStaying({ id, loaded, first, last, own }) {
  const scroller = useRef();
  const atEnd = useRef(true);
  const height = useRef(0);
  const [unseen, setUnseen] = useState(false);
  const toEnd = () => {
    scroller.current.scrollTop = scroller.current.scrollHeight;
    atEnd.current = true;
    setUnseen(false);
  };
  const scroll = ({ currentTarget }) => {
    if (currentTarget !== scroller.current) return; // a thread that was left: its last scroll is told a frame later
    const { scrollTop, scrollHeight, clientHeight } = currentTarget;
    atEnd.current = scrollHeight - scrollTop - clientHeight < AT_END;
    height.current = scrollHeight;
    if (atEnd.current) setUnseen(false);
    if (scrollTop < AT_END && scrollHeight > clientHeight) loadEarlier(id);
  };
  useLayoutEffect(() => loaded && toEnd(), [id, loaded]);
  useLayoutEffect(() => {
    const grown = scroller.current.scrollHeight - height.current;
    if (loaded && !atEnd.current && height.current && scroller.current.scrollTop < AT_END * 2) scroller.current.scrollTop += grown;
    height.current = scroller.current.scrollHeight;
  }, [first]);
  useLayoutEffect(() => {
    if (atEnd.current || own > 0) toEnd();
    else if (loaded) setUnseen(true);
  }, [last]);
  useEffect(() => {
    // Pictures that load late and a composer that grows must not push the end out of sight.
    const watch = new ResizeObserver(() => atEnd.current && toEnd());
    watch.observe(scroller.current);
    watch.observe(scroller.current.firstElementChild);
    return () => watch.disconnect();
  }, []);
  return { scroller, scroll, unseen, toEnd };
}
