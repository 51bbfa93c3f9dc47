// The socket. On every connection it tells the last event heard and is given what was missed, or a reset;
// events seen before are dropped by the reducer. What lists and counts said meanwhile is read again.

import { io } from "../vendor/socket.io/socket.io.js";
import { dispatch, store } from "./store.js";
import { loadCalls } from "./verbs/calling.js";
import { hearBell, hearCall, hearEvent, hearNotice } from "./notices.js";
import { hearRelease } from "./renewed.js";
import { loadAgain } from "./verbs/loading.js";
import { sendWaiting } from "./verbs/sending.js";

const TYPING_FADES_MS = 7000;
const TRY_AGAIN_MS = 5000;
const fading = new Map();
const ears = new Set();
let socket = null;
let since = null; // the last event heard when this connection began: what is told of before is no news
let opened = null;
let connectedBefore = false;

export function startLive() {
  socket = io("/console", {
    path: "/socket.io",
    transports: ["websocket"],
    auth: (give) => give({ since: (since = store.state.lastEventId) }),
    reconnectionDelayMax: 8000,
  });
  socket.on("hello", hello);
  socket.on("event", hear);
  socket.on("rows", hearRows);
  socket.on("viewing", hearViewing);
  socket.on("availability", ({ agents, ...said }) => (agents || [said]).forEach((one) => dispatch({ type: "availability_changed", ...one })));
  socket.on("reset", again);
  socket.on("notice", hearNotice);
  socket.on("call", hearCall);
  socket.on("bell", hearBell);
  socket.on("escalations", () => dispatch({ type: "escalations_changed" }));
  socket.on("signed_out", () => dispatch({ type: "signed_out" }));
  socket.on("disconnect", lost);
  socket.on("connect_error", refused);
  window.addEventListener("offline", lost);
  window.addEventListener("online", connectNow);
  store.subscribe(tellOpened);
  document.addEventListener("visibilitychange", () => tell("lists", { looking: !document.hidden }));
}

function hello({ last_event_id, release }) {
  hearRelease(release);
  dispatch({ type: "connected" });
  opened = null;
  tellOpened();
  // What was missed is told before this is answered: only then is it safe to ask from here the next time.
  socket.emit("lists", { looking: !document.hidden }, () => dispatch({ type: "caught_up", id: last_event_id }));
  loadCalls();
  if (connectedBefore) again();
  connectedBefore = true;
  sendWaiting();
}

function hear(event) {
  const isNews = event.id > (since ?? 0) && !store.state.seen.includes(event.id);
  dispatch({ type: "event_arrived", event });
  if (!isNews) return;
  hearEvent(event);
  ears.forEach((ear) => ear(event));
}

/** Be called with each event that is news, and with none when some may have been missed; returns how to leave. */
export function onNews(ear) {
  ears.add(ear);
  return () => ears.delete(ear);
}

function again() {
  loadAgain();
  ears.forEach((ear) => ear(null));
}

function hearRows({ rows = [], counts = {}, gone = [], viewing = [] }) {
  dispatch({ type: "rows_arrived", rows, counts });
  if (gone.length) dispatch({ type: "rows_gone", ids: gone });
  viewing.forEach(hearViewing);
}

/** That the customer writes is said once and fades by itself. */
function hearViewing(viewing) {
  const { ticket } = viewing;
  dispatch({ type: "viewing_changed", ...viewing });
  clearTimeout(fading.get(ticket));
  if (viewing.customer_typing) fading.set(ticket, setTimeout(() => dispatch({ type: "viewing_changed", ...viewing, customer_typing: false }), TYPING_FADES_MS));
}

function lost() {
  dispatch({ type: "connection_lost", at: new Date().toISOString() });
  if (!socket.active) setTimeout(connectNow, TRY_AGAIN_MS); // the server ended it: then socket.io does not try by itself
}

function refused(error) {
  if (error.message === "signed_out") dispatch({ type: "signed_out" });
  else lost();
}

/** Do not wait for the next try: the person asked, or the network is back, or they signed in again. */
export function connectNow() {
  if (socket && !socket.connected) socket.disconnect().connect();
}

export function tell(name, about) {
  if (socket?.connected) socket.emit(name, about, () => null);
}

function tellOpened() {
  const ticket = store.state.route.ticket;
  if (ticket === opened || !socket?.connected) return;
  if (opened) tell("close", { ticket: opened });
  if (ticket) tell("open", { ticket });
  opened = ticket;
}
