// The socket tells which phone or wire has something new; what is new is then read, four times a second at most.

import { io } from "../vendor/socket.io/socket.io.js";
import { get } from "./server.js";
import { channel, loadPhone, loadWire, set, store } from "./store.js";

const PAUSE_MS = 250;
// Nobody is called on these channels when an agent answers: their phones look by themselves.
const LOOKING = ["webchat", "api", "form"];
const LOOK_EVERY_MS = 1500;
const waiting = new Set();

export function listen() {
  const socket = io("/simulator", { path: "/socket.io", transports: ["websocket"], reconnectionDelayMax: 8000 });
  socket.on("connect", lookAgain);
  socket.on("look", ({ key, person }) => {
    if (key !== store.state.key) return;
    if (!person) soon("wire", loadWire);
    else if (person === store.state.person?.id) soon("phone", loadPhone);
  });
  socket.on("day", (day) => set({ day }));
  document.addEventListener("visibilitychange", () => document.hidden || lookAgain());
  setInterval(() => !document.hidden && LOOKING.includes(channel()?.kind) && loadPhone(), LOOK_EVERY_MS);
}

async function lookAgain() {
  soon("phone", loadPhone);
  soon("wire", loadWire);
  const found = await get("/simulator/day.json").catch(() => null);
  if (found) set(found);
}

function soon(name, load) {
  if (waiting.has(name) || !store.state.key) return;
  waiting.add(name);
  setTimeout(() => {
    waiting.delete(name);
    load();
  }, PAUSE_MS);
}
