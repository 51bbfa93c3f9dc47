// The rows of a list. While the pointer or the focus is in it, or it is scrolled, nothing moves: new ones wait behind a pill.

import { html, useEffect, useRef } from "../dom.js";
import { dispatch, useStore } from "../store.js";
import { emptyList } from "../state/lists.js";
import { Icon } from "../ui/icon.js";
import { Failed, RowSkeletons } from "../ui/states.js";
import { loadList } from "../verbs/loading.js";
import { t } from "../words.js";
import { NothingHere } from "./nothing_here.js";
import { Row } from "./row.js";

const NEAR_THE_END = 600;
const NEAR_THE_TOP = 8;

export function Rows({ listKey, view, searching, query }) {
  const list = useStore((state) => state.lists[listKey]) || emptyList;
  const { ticket, selecting } = useStore((state) => ({ ticket: state.route.ticket, selecting: state.selected.length > 0 }));
  const scroller = useRef();
  const inside = useRef(false);

  const settle = () => {
    const quiet = !inside.current && scroller.current?.scrollTop < NEAR_THE_TOP;
    if (quiet !== !list.frozen) dispatch({ type: quiet ? "list_thawed" : "list_frozen", key: listKey });
  };
  const scroll = ({ target }) => {
    settle();
    if (target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_THE_END) loadList(listKey, { more: true });
  };
  const point = (now) => {
    inside.current = now;
    settle();
  };
  const showNew = () => {
    scroller.current.scrollTop = 0;
    dispatch({ type: "list_thawed", key: listKey });
    if (inside.current) dispatch({ type: "list_frozen", key: listKey });
  };
  useEffect(() => scroller.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: "nearest" }), [ticket, list.state]);

  const at = list.ids.includes(ticket) ? ticket : list.ids[0];
  return html`
    ${list.arrivals.length > 0 && html`<div class="arrivals"><button type="button" class="arrivals-pill" onClick=${showNew}>
      <${Icon} name="arrow-up" />${t("list.new", { n: list.arrivals.length })}</button></div>`}
    <div ref=${scroller} class="rows-scroll" onScroll=${scroll} onPointerEnter=${(event) => event.pointerType === "mouse" && point(true)}
      onPointerLeave=${() => point(false)} onKeyDown=${(event) => walk(event, scroller.current)}>
      ${list.state === "loading" && !searching && html`<${RowSkeletons} />`}
      ${list.state === "loading" && searching && query && html`<${RowSkeletons} />`}
      ${list.state === "failed" && html`<${Failed} error=${list.error} retry=${() => loadList(listKey)} />`}
      ${(list.state === "ready" || (searching && !query)) && !list.ids.length && html`<${NothingHere} view=${view} searching=${searching} query=${query} />`}
      <ol class="rows">${list.ids.map((id) => html`<${Row} key=${id} id=${id} open=${id === ticket} reachable=${id === at} selecting=${selecting}
        view=${view} snippet=${list.snippets[id]} />`)}</ol>
      ${list.next && list.ids.length > 0 && html`<p class="rows-more quiet-text" aria-hidden="true">${t("list.more")}</p>`}
    </div>`;
}

/** Arrow keys move the focus from row to row. */
function walk(event, scroller) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.matches("input")) return;
  const rows = [...scroller.querySelectorAll(".row")];
  const to = rows[rows.indexOf(event.target.closest(".row")) + step];
  if (!to) return;
  event.preventDefault();
  to.focus();
}
