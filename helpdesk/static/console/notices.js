// Tells what needs me when I look elsewhere: number in the title, desktop notification, quiet sound. All but the first only if allowed.

import { dispatch, store } from "./store.js";
import { openTicket } from "./routes.js";
import { recall, remember } from "./storage.js";
import { toast } from "./ui/toasts.js";
import { t } from "./words.js";

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
  announce(actor?.name || row.customer?.name || t("notices.customer"), message?.reply_text || message?.text || row.preview, ticket);
}

export function hearNotice({ kind, ticket, text }) {
  announce(t(`notices.${kind}`), text, ticket);
  if (!document.hidden) toast([t(`notices.${kind}`), text].filter(Boolean).join(" · "), ticket ? { action: () => openTicket(ticket), actionLabel: t("open") } : {});
}

/** A call rings: told aloud once, however often its news comes. */
export function hearCall(call) {
  const isNew = call.state === "ringing" && call.direction === "in" && !store.state.calls[call.id];
  dispatch({ type: "call_told", call });
  if (isNew && store.state.calls[call.id]) announce(t("call.incoming"), call.customer.name || call.number || t("call.withheld"), call.ticket);
}

function announce(title, text, ticket) {
  if (soundOn()) chime();
  if (!document.hidden) return;
  dispatch({ type: "unheard" });
  if (desktopOn()) showDesktop(title, text, ticket);
}

function showDesktop(title, text, ticket) {
  const notification = new Notification(title, { body: (text || "").slice(0, 140), tag: `ticket-${ticket}`, icon: "/static/app-icon-180.png" });
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
