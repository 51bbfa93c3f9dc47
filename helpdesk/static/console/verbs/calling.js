// Calling: hear of calls, take the ticket of one, call a customer.

import { get, post } from "../api.js";
import { openTicket } from "../routes.js";
import { ringing } from "../state/calls.js";
import { dispatch, store } from "../store.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";
import { assignToMe } from "./solving.js";

export const loadCalls = () => get("/console/calls.json").then(({ calls }) => dispatch({ type: "calls_loaded", calls })).catch(() => null);

/** The ticket becomes mine, unless somebody has it, and opens. */
export function takeCall(call) {
  dispatch({ type: "call_hidden", id: call.id });
  openTicket(call.ticket);
  if (!call.assignee_id) assignToMe([call.ticket]);
}

export function openCall(call) {
  dispatch({ type: "call_hidden", id: call.id });
  openTicket(call.ticket);
}

export function takeFirstCall() {
  const [first] = ringing(store.state);
  if (first) takeCall(first);
}

export async function callNumber(ticket, identity, name) {
  try {
    const { open } = await post("/console/calls", { ticket_id: ticket, identity_id: identity });
    toast(t(open ? "call.opened" : "call.calling", { name: name || t("notices.customer") }), { kind: "good" });
    if (open) window.location.assign(open);
  } catch (error) {
    toastError(error);
  }
}

export const callerName = (call) => call.customer.name || call.number || t("call.withheld");
