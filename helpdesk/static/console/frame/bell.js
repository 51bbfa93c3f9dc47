// The bell: what I was told, the newest first, and how much of it I have not read.

import { classes, html, useLayoutEffect, useRef, useState } from "../dom.js";
import { get, put } from "../api.js";
import { openTicket } from "../routes.js";
import { dispatch, useStore } from "../store.js";
import { ago, fullTime, useNow } from "../times.js";
import { placeBeside } from "../ui/floating.js";
import { Icon } from "../ui/icon.js";
import { toastError } from "../ui/toasts.js";
import { t } from "../words.js";

const ICONS = { assigned: "user-check", mention: "at-sign", followed: "eye", sla_warned: "clock", sla_breached: "circle-alert", escalated: "flame", escalation_given: "flame", escalation_ended: "circle-check", promise_due: "calendar-clock", promise_late: "circle-alert", rated: "star", bot_drifted: "bot" };

export function Bell({ labelled = false }) {
  const unread = useStore((state) => state.bell.unread);
  const [open, setOpen] = useState(false);
  const button = useRef();
  useLayoutEffect(() => {
    if (location.hash !== "#bell" || !button.current.offsetParent) return; // the rail of a page that is no console leads here
    history.replaceState(history.state, "", location.pathname + location.search);
    setOpen(true);
  }, []);
  const name = unread ? t("bell.unread", { n: unread }) : t("bell");
  return html`
    <button ref=${button} type="button" class="rail-item bell" aria-label=${name} aria-haspopup="dialog" aria-expanded=${open} data-tip=${name} onClick=${() => setOpen(!open)}>
      <${Icon} name="bell" size="large" />${unread > 0 && html`<span class="rail-count figure" aria-hidden="true">${unread > 99 ? "99+" : unread}</span>`}${labelled && html`<span class="label">${t("bell.short")}</span>`}</button>
    ${open && html`<${Told} anchor=${button.current} close=${() => (setOpen(false), button.current?.focus())} />`}`;
}

function Told({ anchor, close }) {
  const box = useRef();
  const [{ told, error }, set] = useState({});
  const now = useNow();
  useLayoutEffect(() => {
    box.current.showPopover();
    placeBeside(box.current, anchor.getBoundingClientRect(), { align: "start" });
    box.current.focus();
    const outside = (event) => !box.current?.contains(event.target) && !anchor.contains(event.target) && close();
    document.addEventListener("pointerdown", outside, true);
    get("/console/notifications.json").then((answer) => {
      set({ told: answer.notifications });
      dispatch({ type: "bell_told", unread: answer.unread });
      requestAnimationFrame(() => box.current && placeBeside(box.current, anchor.getBoundingClientRect(), { align: "start" }));
    }, (problem) => set({ error: problem }));
    return () => document.removeEventListener("pointerdown", outside, true);
  }, []);
  const read = async (which) => {
    try {
      dispatch({ type: "bell_told", ...(await put("/console/notifications/read", which)) });
    } catch (problem) {
      toastError(problem);
    }
  };
  const openOne = (one) => () => {
    read({ id: one.id });
    close();
    if (one.ticket_id) openTicket(one.ticket_id);
    else if (one.kind === "bot_drifted") location.assign(`/settings/bot/${one.data.inbox}`);
  };
  const allRead = async () => {
    await read({ up_to: told[0].id });
    set({ told: told.map((one) => ({ ...one, read: true })) });
  };
  return html`
    <div ref=${box} class="bell-box" role="dialog" popover="manual" tabindex="-1" aria-label=${t("bell")} onKeyDown=${(event) => event.key === "Escape" && (event.stopPropagation(), close())}>
      <header class="bar"><h2>${t("bell")}</h2>${told?.some((one) => !one.read) && html`<button type="button" class="button quiet small push" onClick=${allRead}>${t("bell.read_all")}</button>`}</header>
      ${error && html`<p class="problem">${error.description}</p>`}
      ${told?.length === 0 && html`<p class="quiet-text bell-empty">${t("bell.none")}</p>`}
      ${told && html`<ul>${told.map((one) => html`<li key=${one.id}><button type="button" class=${classes("bell-line", { unread: !one.read })} onClick=${openOne(one)}>
        <${Icon} name=${ICONS[one.kind] || "bell"} /><span class="bell-text"><span>${sentence(one)}</span>${one.subject && html`<span class="quiet-text one-line">#${one.ticket_id} ${one.subject}</span>`}</span>
        <time class="figure quiet-text" dateTime=${one.at} title=${fullTime(one.at)}>${ago(one.at, now)}</time></button></li>`)}</ul>`}
    </div>`;
}

function sentence({ kind, data }) {
  const known = { text: data.text || (data.kind ? t(`promise.kind.${data.kind}`) : ""), score: data.score ?? "", metric: data.metric ? t(`clock.${data.metric}`) : "", reason: data.reason ? t(`escalation.reason.${data.reason}`) : "", n: data.level || 1, outcome: data.outcome ? t(`escalation.outcome.${data.outcome}`) : "" };
  if (kind === "bot_drifted") return t("bell.text.bot_drifted", { name: data.name, share: Math.round(data.precision * 100), aim: Math.round(data.aim * 100) });
  if (kind === "escalated" && data.what !== "escalated") return t("bell.climbed", known);
  if (kind === "followed") return t(`bell.followed.${data.what}`);
  const text = t(`bell.text.${kind}`, known);
  return text === `bell.text.${kind}` ? t("bell.text.other") : text;
}
