// The quiet signs at the end of a row: state, priority, time left or waited, tags, who has it. Each also says its name.

import { html } from "../dom.js";
import { useStore } from "../store.js";
import { moment, span } from "../times.js";
import { Avatar } from "../ui/avatar.js";
import { ClockSign } from "../ui/clock_sign.js";
import { Icon, PRIORITY_ICONS, STATUS_ICONS } from "../ui/icon.js";
import { t } from "../words.js";

const WAITS_MS = 5 * 60_000;

export function RowSigns({ row, now, view }) {
  const { assignee, mine } = useStore((state) => ({ assignee: state.agents[row.assignee_id], mine: row.assignee_id === state.me.id }));
  const [tag, ...others] = row.tags || [];
  const quiet = !["new", "open"].includes(row.status);
  return html`<span class="row-signs">
    ${tag && html`<span class="chip row-tag" title=${row.tags.join(", ")}><span class="one-line">${tag}</span>${others.length > 0 && ` +${others.length}`}</span>`}
    ${quiet && html`<${Icon} name=${STATUS_ICONS[row.status]} label=${t(`status.${row.status}`)} />`}
    ${row.snoozed_until && html`<span class="sign" title=${moment(row.snoozed_until)}><${Icon} name="alarm-clock" label=${t("row.snoozed")} /></span>`}
    ${(row.priority === "urgent" || row.priority === "high") && html`<span class=${`sign ${row.priority}`}><${Icon} name=${PRIORITY_ICONS[row.priority]} label=${t(`priority.${row.priority}`)} /></span>`}
    <${Waiting} row=${row} now=${now} />
    ${assignee && !mine && html`<span title=${t("row.assignee", { name: assignee.name })}><${Avatar} name=${assignee.name} id=${assignee.id} size="small" /></span>`}
  </span>`;
}

/** The clock that runs, else how long the customer has waited. */
function Waiting({ row, now }) {
  if (row.clock) return html`<${ClockSign} clock=${row.clock} />`;
  if (!row.waiting_since || now - Date.parse(row.waiting_since) < WAITS_MS) return null;
  return html`<span class="sign figure" title=${t("row.waits", { time: span(now - Date.parse(row.waiting_since)) })}>
    <${Icon} name="clock" label=${t("row.waiting")} />${span(now - Date.parse(row.waiting_since))}</span>`;
}
