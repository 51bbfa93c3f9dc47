// One ticket in the list, to be understood in half a second. It draws again only when its own row changes.

import { classes, html, memo } from "../dom.js";
import { matches } from "../matching.js";
import { customerName } from "../naming.js";
import { openTicket, write } from "../routes.js";
import { useStore } from "../store.js";
import { whoLooks } from "../state/lists.js";
import { ago, fullTime, useNow } from "../times.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icon.js";
import { toggleSelected } from "../verbs/walking.js";
import { t } from "../words.js";
import { Looking } from "./looking.js";
import { RowSigns } from "./row_signs.js";

export const Row = memo(({ id, open, reachable, selecting, view, snippet }) => {
  const { row, selected, left } = useStore((state) => ({
    row: state.rows[id],
    selected: state.selected.includes(id),
    left: Boolean(view) && !matches(view.conditions, state.rows[id], whoLooks(state)),
  }));
  const now = useNow();
  if (!row) return null;
  const click = (event) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    if (event.shiftKey) return toggleSelected(id, { range: true });
    openTicket(id);
  };
  const name = customerName(row.customer);
  return html`
    <li class=${classes("row-holder", { selecting })}>
      <a class=${classes("row", { open, selected, left, unread: row.unread })} href=${write({ page: "view", view: view?.id ?? null, ticket: id })}
        aria-current=${open ? "true" : undefined} tabindex=${reachable ? 0 : -1} onClick=${click} data-ticket=${id}>
        <span class="row-face"><${Avatar} name=${name} id=${row.customer?.id} channel=${row.channel} /></span>
        <span class="row-text">
          <span class="row-line"><span class="row-name one-line">${name}</span><${Looking} id=${id} />
            <time class="row-time" dateTime=${row.last_message_at} title=${fullTime(row.last_message_at)}>${ago(row.last_message_at, now)}</time></span>
          <span class="row-line"><span class="row-subject one-line">${snippet?.title?.length ? html`<${Marked} pieces=${snippet.title} />` : row.subject || row.preview || t("ticket.no_subject")}</span>
            ${row.unread && html`<span class="dot unread-dot" role="img" aria-label=${t("row.unread")}></span>`}</span>
          <span class="row-line"><${Said} row=${row} snippet=${snippet} /><${RowSigns} row=${row} now=${now} view=${view} /></span>
        </span>
      </a>
      <label class="row-check"><input type="checkbox" tabindex="-1" checked=${selected} aria-label=${t("row.select", { name })}
        onClick=${(event) => toggleSelected(id, { range: event.shiftKey })} /></label>
    </li>`;
});

const Marked = ({ pieces }) => pieces.map((part) => (part.hit ? html`<mark>${part.text}</mark>` : part.text));

const SPOKE = { agent: ["reply", "row.team"], note: ["sticky-note", "row.note"], bot: ["bot", "row.bot"] };

function Said({ row, snippet }) {
  if (snippet) return html`<span class="row-said one-line"><${Marked} pieces=${snippet.said} /></span>`;
  const [icon, label] = SPOKE[row.preview_by] || [];
  return html`<span class="row-said one-line">${icon && html`<${Icon} name=${icon} label=${t(label)} /> `}${row.preview}</span>`;
}
