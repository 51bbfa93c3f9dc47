/* The socket: open while there is somebody to talk with, closed while the visitor only passes by. */
import { arrived, look, refresh, unknown } from "./actions.js";
import { flush } from "./outbox.js";
import { settings } from "./settings.js";
import { recall } from "./storage.js";
import { change, state } from "./store.js";

const HIDDEN_FOR = 5 * 60 * 1000; // a tab nobody looks at gives its socket back after this long
const POLL = 10_000; // where no websocket gets through, an open card asks this often
const LOOK = 30_000; // and with one this often: what a socket is told can be lost, what is asked for cannot
const TYPING_FADES = 6_000;

let socket = null;
let loading = null;
let trying = false;
let fading = null;
let leaving = null;

/** Connect once; later calls do nothing. */
export function connect() {
  if (!recall("token")) return;
  loading ||= import("/static/vendor/socket.io/socket.io.js").then(({ io }) => {
    socket = io("/widget", { transports: ["websocket"], reconnectionDelayMax: 8_000, auth });
    trying = true;
    socket.io.on("reconnect_attempt", () => (trying = true));
    socket.on("connect", caughtUp);
    socket.on("disconnect", () => { trying = false; change({ connected: false, typing: null }); });
    socket.on("connect_error", refused);
    socket.on("message", arrived);
    socket.on("typing", typing);
    socket.on("state", ({ ticket, agent_read_id: id }) => ticket === state.ticket && change({ agentReadId: id }));
    socket.on("queue", ({ ticket, queue }) => ticket === state.ticket && change({ queue }));
    socket.on("here", ({ here, usual_reply_seconds: usual = state.usual }) => change({ here, usual }));
    socket.on("reset", look);
  });
  if (socket && !socket.connected) socket.connect();
}

// A socket that waits for its next try would go on waiting although the way is free; one that is trying shall go on.
function hurry() {
  if (!socket || socket.connected || trying) return;
  socket.disconnect();
  socket.connect();
}

/** Close the socket for good: another person begins. */
export function disconnect() {
  socket?.disconnect();
  socket = loading = null;
}

/** Say something over the socket; false when there is none. */
export function emit(name, data) {
  if (!socket?.connected) return false;
  socket.emit(name, data);
  return true;
}

// Read at each (re)connection, so that the server knows where this browser stopped.
function auth(answer) {
  answer({ inbox: settings.key, token: recall("token"), since: state.completeTo });
}

function caughtUp() {
  change({ connected: true, online: true });
  look();
  flush();
}

function refused(error) {
  trying = false;
  change({ connected: false });
  if (error.data?.status === 401) unknown();
}

function typing({ ticket = state.ticket, name }) {
  if (ticket !== state.ticket || ticket === null) return;
  clearTimeout(fading);
  change({ typing: name || null });
  fading = setTimeout(() => change({ typing: null }), TYPING_FADES);
}

window.addEventListener("online", () => {
  change({ online: true });
  connect();
  hurry();
  look();
  flush();
});
window.addEventListener("offline", () => change({ online: false }));
document.addEventListener("visibilitychange", () => {
  clearTimeout(leaving);
  if (document.hidden) leaving = setTimeout(() => socket?.disconnect(), HIDDEN_FOR);
  else connect();
});
let looked = Date.now();
setInterval(() => {
  if (!state.opened || document.hidden || !recall("token")) return;
  if (socket?.connected && Date.now() - looked < LOOK) return;
  looked = Date.now();
  refresh();
}, POLL);
