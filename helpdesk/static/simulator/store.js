// What the page knows, and the verbs that change it.

import { get, send } from "./server.js";
import { t } from "./words.js";

const listeners = new Set();
export const store = {
  state: { channels: [], key: null, people: [], person: null, entries: [], wire: [], counters: {}, faults: null,
    receipts: true, day: null, tab: "phone", notice: null, busy: false },
  subscribe: (listener) => listeners.add(listener),
};

export function set(changes) {
  store.state = { ...store.state, ...changes };
  listeners.forEach((listener) => listener());
}

export const channel = () => store.state.channels.find((one) => one.key === store.state.key);

export function begin({ channels, day }) {
  set({ channels, day });
  const [wanted, person] = decodeURIComponent(window.location.hash.slice(1)).split("/");
  const first = channels.find((one) => one.key === wanted) || channels.find((one) => one.kind === "whatsapp") || channels[0];
  if (first) choose(first.key, person);
}

/** Take the phone of somebody on this channel. */
export async function choose(key, wanted) {
  set({ key, people: [], person: null, entries: [], wire: [], faults: null, notice: null });
  const known = await tried(get(`/simulator/${key}/people.json`));
  if (!known || store.state.key !== key) return;
  // Somebody may have been added while this was on its way: they stay, and stay chosen.
  const added = store.state.people.filter((one) => !known.people.some((other) => other.id === one.id));
  const person = store.state.person || known.people.find((one) => one.id === wanted) || known.people[0] || null;
  set({ ...known, people: [...added, ...known.people], person });
  remember();
  await Promise.all([loadPhone(), loadWire()]);
}

export async function take(id) {
  set({ person: store.state.people.find((one) => one.id === id), entries: [] });
  remember();
  await loadPhone();
}

export async function addPerson(name, language) {
  const made = await tried(send("POST", `/simulator/${store.state.key}/people`, { name, language }));
  if (made) set({ people: [made.person, ...store.state.people], person: made.person, entries: [] });
  remember();
  return Boolean(made);
}

export async function loadPhone() {
  const { key, person } = store.state;
  if (!person) return;
  const found = await tried(get(`/simulator/${key}/phone.json?person=${encodeURIComponent(person.id)}`));
  if (!found || store.state.person?.id !== person.id || store.state.key !== key) return;
  set({ entries: found.entries });
  const isNew = found.entries.some((entry) => entry.side === "us" && !entry.data.read);
  if (isNew && store.state.receipts && !document.hidden) tried(send("POST", `/simulator/${key}/read`, { person: person.id }));
}

export async function loadWire() {
  const { key, wire } = store.state;
  const found = await tried(get(`/simulator/${key}/wire.json?after=${wire.at(-1)?.number || 0}`));
  if (found && store.state.key === key) {
    const last = store.state.wire.at(-1)?.number || 0;
    set({ wire: [...store.state.wire, ...found.wire.filter((one) => one.number > last)].slice(-60), counters: found.counters });
  }
}

/** The customer does something. `how`: times, spoil, backwards, count. */
export async function act(what, { text = "", data = {}, files = [], ...how } = {}) {
  const form = new FormData();
  const fields = { what, text, person: store.state.person.id, data: JSON.stringify(data), ...how };
  Object.entries(fields).forEach(([name, value]) => value !== false && form.append(name, value));
  [...files].forEach((file) => form.append("files", file));
  set({ notice: null });
  const done = await tried(send("POST", `/simulator/${store.state.key}/acts`, form));
  if (done) set({ notice: noticeOf(done.statuses, how) });
  await Promise.all([loadPhone(), loadWire()]);
  return done;
}

function noticeOf(statuses, how) {
  const refused = statuses.find((status) => status === null || status >= 400);
  if (how.spoil) return { tone: refused === 403 ? "good" : "bad", text: t("said.spoilt", { status: refused ?? "200" }) };
  if (refused !== undefined) return { tone: "bad", text: t("said.refused", { status: refused ?? t("nothing") }) };
  if (how.times > 1) return { tone: "good", text: t("said.twice", { n: statuses.length }) };
  return how.backwards ? { tone: "good", text: t("said.backwards") } : null;
}

export async function setTrouble(faults) {
  const done = await tried(send("PUT", `/simulator/${store.state.key}/trouble`, faults));
  if (done) set(done);
}

export async function setReceipts(on) {
  const done = await tried(send("PUT", `/simulator/${store.state.key}/receipts`, { on }));
  if (done) set(done);
}

export async function startDay(speed, total) {
  const done = await tried(send("POST", "/simulator/day", { speed, total }));
  if (done) set(done);
}

export async function stopDay() {
  const done = await tried(send("DELETE", "/simulator/day"));
  if (done) set(done);
}

async function tried(request) {
  try {
    return await request;
  } catch (error) {
    set({ notice: { tone: "bad", text: error.message } });
    return null;
  }
}

function remember() {
  const { key, person } = store.state;
  window.history.replaceState(null, "", `#${encodeURIComponent(`${key}/${person?.id || ""}`)}`);
}
