// Changes to tickets. One is shown at once and taken back if the server refuses; several go as one request.

import { post, put, remove } from "../api.js";
import { dispatch, store } from "../store.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";

const AT_ONCE = 100;

// field → how its value is told to the server
const REQUESTS = {
  status: (path, value) => put(`${path}/status`, { status: value }),
  assignee_id: (path, value) => put(`${path}/assignee`, { agent_id: value }),
  team_id: (path, value) => put(`${path}/team`, { team_id: value }),
  priority: (path, value) => put(`${path}/priority`, { priority: value }),
  type: (path, value) => put(`${path}/type`, { type: value }),
  subject: (path, value) => put(`${path}/subject`, { subject: value }),
  snoozed_until: (path, value) => (value ? put(`${path}/snooze`, { until: value }) : remove(`${path}/snooze`)),
  spam: (path, value) => (value ? put(`${path}/spam`) : remove(`${path}/spam`)),
  trashed: (path, value) => (value ? put(`${path}/trash`) : remove(`${path}/trash`)),
  following: (path, value) => (value ? put(`${path}/follow`) : remove(`${path}/follow`)),
};

/** Set one field of one ticket. */
export async function change(id, field, value) {
  const before = ticketOf(id);
  if (!before) return false;
  show(id, { [field]: value });
  try {
    const answer = await REQUESTS[field](`/console/tickets/${id}`, value);
    if (answer.ticket) show(id, answer.ticket);
    return true;
  } catch (error) {
    show(id, { [field]: before[field] ?? null });
    toastError(error);
    return false;
  }
}

/** Set one of the company's own fields; those not named stay as they are. */
export async function changeField(id, key, value) {
  const before = ticketOf(id).fields || {};
  dispatch({ type: "ticket_changed", id, changes: { fields: { ...before, [key]: value } } });
  await put(`/console/tickets/${id}/fields`, { [key]: value }).catch((error) => {
    dispatch({ type: "ticket_changed", id, changes: { fields: before } });
    toastError(error);
  });
}

/** Set one field of the tickets chosen, and say so with a way back. */
export async function changeAll(ids, field, value, said) {
  const before = Object.fromEntries(ids.map((id) => [id, ticketOf(id)?.[field] ?? null]));
  const done = ids.length === 1 ? ((await change(ids[0], field, value)) ? ids : []) : await bulk(ids, { [bulkName(field)]: value });
  if (!done.length || !said) return;
  const back = () => done.forEach((id) => change(id, field, before[id]));
  toast(said, { kind: "good", undo: back });
}

export async function changeTags(ids, { add = [], take = [] }) {
  if (ids.length > 1) return void (await bulk(ids, { ...(add.length && { tags_add: add }), ...(take.length && { tags_remove: take }) }));
  const [id] = ids;
  const before = ticketOf(id)?.tags || [];
  show(id, { tags: [...before.filter((tag) => !take.includes(tag)), ...add.filter((tag) => !before.includes(tag))] });
  try {
    if (add.length) tagged((await post(`/console/tickets/${id}/tags`, { tags: add })).ticket);
    if (take.length) tagged((await remove(`/console/tickets/${id}/tags`, { tags: take })).ticket);
  } catch (error) {
    show(id, { tags: before });
    toastError(error);
  }
}

/** The server writes tags its own way: what it answers is what they are called. */
function tagged(ticket) {
  show(ticket.id, ticket);
  dispatch({ type: "tags_met", tags: ticket.tags });
}

async function bulk(ids, set) {
  const done = [];
  const refused = [];
  try {
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const answer = await post("/console/bulk", { ids: ids.slice(from, from + AT_ONCE), set });
      done.push(...answer.done);
      refused.push(...answer.refused);
    }
  } catch (error) {
    toastError(error);
  }
  for (const id of done) show(id, asRow(id, set));
  dispatch({ type: "selected", ids: refused.map((one) => one.id) });
  if (refused.length) toast(t("bulk.refused", { n: refused.length, reason: refused[0].description }), { kind: "bad" });
  return done;
}

const bulkName = (field) => ({ trashed: "trash" })[field] || field;

function asRow(id, { trash, tags_add, tags_remove, ...set }) {
  const changes = trash === undefined ? set : { ...set, trashed: trash };
  if (!tags_add && !tags_remove) return changes;
  const tags = ticketOf(id)?.tags || [];
  return { ...changes, tags: [...new Set([...tags, ...(tags_add || [])])].filter((tag) => !(tags_remove || []).includes(tag)) };
}

/** Lay changes over the ticket everywhere it is shown; a list the ticket no longer belongs in lets it go at once. */
function show(id, changes = {}) {
  const row = store.state.rows[id] || store.state.threads[id]?.ticket;
  if (!row) return;
  dispatch({ type: "rows_arrived", rows: [{ ...row, ...changes, version: Math.max(row.version ?? 0, changes.version ?? 0) }], mine: true });
  dispatch({ type: "ticket_changed", id, changes });
}

export function ticketOf(id) {
  const { rows, threads } = store.state;
  return threads[id]?.ticket || rows[id];
}
