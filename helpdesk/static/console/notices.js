// Tells what needs me when I look elsewhere: number in the title, desktop notification, quiet sound. All but the first only if allowed.

import { dispatch, store } from "./store.js";
import { customerName } from "./naming.js";
import { openTicket, openView } from "./routes.js";
import { recall, remember } from "./storage.js";
import { toast } from "./ui/toasts.js";
import { t } from "./words.js";

const GATHER_MS = 800;
const gathered = [];

export const soundOn = () => recall("sound", false);
export const desktopOn = () => recall("desktop", false) && window.Notification?.permission === "granted";

export async function allowDesktop(wanted) {
  if (wanted && (await window.Notification?.requestPermission()) !== "granted") return toast(t("notices.blocked"), { kind: "bad" });
  remember("desktop", wanted);
}

export function allowSound(wanted) {
  remember("sound", wanted);
  if (wanted) chime();
}

/** A customer wrote on a ticket of mine. */
export function hearEvent({ name, ticket, message, row, actor }) {
  const { me, route } = store.state;
  if (name !== "message_received" || row?.assignee_id !== me.id) return;
  if (!document.hidden && route.ticket === ticket) return;
  announce(customerName(row.customer), message?.reply_text || message?.text || row.preview, ticket);
}

/** A ticket was given to me, or I was mentioned. What comes together is told together: at the first sign-in of a day
 *  twenty tickets may be handed out at once. */
export function hearNotice(notice) {
  gathered.push(notice);
  if (gathered.length === 1) setTimeout(tellGathered, GATHER_MS);
}

function tellGathered() {
  const notices = gathered.splice(0);
  for (const kind of new Set(notices.map((notice) => notice.kind))) tellOfKind(kind, notices.filter((notice) => notice.kind === kind));
}

function tellOfKind(kind, notices) {
  const [{ ticket, subject }] = notices;
  if (notices.length === 1) {
    const about = subject || t("ticket.number", { id: ticket });
    announce(t(`notices.${kind}`), about, ticket);
    return document.hidden || toast(t(`notices.${kind}.one`, { subject: about }), { action: () => openTicket(ticket), actionLabel: t("open") });
  }
  const text = t(`notices.${kind}.many`, { n: notices.length });
  announce(text, "", null, notices.length);
  if (!document.hidden) toast(text, { action: () => openView(store.state.views[0].id), actionLabel: t("notices.show") });
}

/** The bell has something new. What is told as a notice already is not told twice. */
export function hearBell({ unread, kind, ticket }) {
  const isMore = unread > store.state.bell.unread;
  dispatch({ type: "bell_told", unread });
  if (!isMore || !kind || kind === "assigned" || kind === "mention") return;
  const about = ticket ? t("ticket.number", { id: ticket }) : "";
  announce(t(`bell.${kind}`), about, ticket);
  if (document.hidden) return;
  toast([t(`bell.${kind}`), about].filter(Boolean).join(" · "), ticket ? { action: () => openTicket(ticket), actionLabel: t("open") } : {});
}

/** A call rings: told aloud once, however often its news comes. */
export function hearCall(call) {
  const isNew = call.state === "ringing" && call.direction === "in" && !store.state.calls[call.id];
  dispatch({ type: "call_told", call });
  if (isNew && store.state.calls[call.id]) announce(t("call.incoming"), call.customer.name || call.number || t("call.withheld"), call.ticket);
}

function announce(title, text, ticket, n = 1) {
  if (soundOn()) chime();
  if (!document.hidden) return;
  for (let more = 0; more < n; more++) dispatch({ type: "unheard" });
  if (desktopOn()) showDesktop(title, text, ticket);
}

function showDesktop(title, text, ticket) {
  const notification = new Notification(title, { body: (text || "").slice(0, 140), tag: ticket ? `ticket-${ticket}` : "tickets", icon: "/static/app-icon-180.png" });
  notification.onclick = () => {
    window.focus();
    if (ticket) openTicket(ticket);
    notification.close();
  };
}

/** Two soft tones, made here: no file to load. */
function chime() {
  const audio = new AudioContext();
  [660, 880].forEach((pitch, index) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const from = audio.currentTime + index * 0.12;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.05, from);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.3);
  });
}

/** "(2) Refund for order 1042 · Helpdesk" */
export function watchTitle() {
  const company = document.title;
  const write = () => {
    const { unheard, route, threads } = store.state;
    const subject = threads[route.ticket]?.ticket?.subject;
    document.title = `${unheard ? `(${unheard}) ` : ""}${subject ? `${subject} · ` : ""}${company}`;
  };
  store.subscribe(write);
  document.addEventListener("visibilitychange", () => !document.hidden && dispatch({ type: "heard" }));
  write();
}
