// Finds another ticket by number or words: for merging and linking.

import { customerName } from "../naming.js";
import { classes, html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { ago } from "../times.js";
import { Icon, STATUS_ICONS } from "../ui/icon.js";
import { t } from "../words.js";

const ASK_AFTER_MS = 250;
const SHOWN = 8;

export function TicketSearch({ except, customer, chosen, choose }) {
  const [text, setText] = useState("");
  const [found, setFound] = useState(suggested(customer, except));
  useEffect(() => {
    const query = text.trim().replace(/^#/, "");
    if (!query) return setFound(suggested(customer, except));
    const timer = setTimeout(() => find(query).then((rows) => setFound(rows.filter((row) => row.id !== except).slice(0, SHOWN))), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return html`
    <label class="field"><span class="label">${t("ticket_search.label")}</span>
      <input class="input" type="search" autofocus value=${text} placeholder=${t("ticket_search.hint")} onInput=${(event) => setText(event.target.value)} /></label>
    <div class="ticket-choices" role="radiogroup" aria-label=${t("ticket_search.label")}>
      ${found.map((row) => html`
        <button type="button" key=${row.id} role="radio" aria-checked=${chosen === row.id} class=${classes("ticket-choice", { chosen: chosen === row.id })} onClick=${() => choose(row)}>
          <${Icon} name=${STATUS_ICONS[row.status]} label=${t(`status.${row.status}`)} /><span class="figure quiet-text">#${row.id}</span>
          <span class="one-line grow">${row.subject || t("ticket.no_subject")}</span><span class="one-line quiet-text">${row.customer && customerName(row.customer)}</span>
          <time class="quiet-text small-text">${ago(row.last_message_at || row.created_at)}</time></button>`)}
      ${!found.length && html`<p class="quiet-text">${t("ticket_search.none")}</p>`}
    </div>`;
}

const suggested = (customer, except) => (customer?.tickets || []).filter((one) => one.id !== except).slice(0, SHOWN);

async function find(query) {
  const exact = /^\d+$/.test(query) ? await get(`/console/tickets/${query}.json`).then((answer) => [answer.ticket]).catch(() => []) : [];
  const rows = await get(`/console/search.json?q=${encodeURIComponent(query)}`).then((answer) => answer.rows).catch(() => []);
  return [...exact, ...rows.filter((row) => row.id !== exact[0]?.id)];
}
