// Tickets that belong together: linked, parent and children, merged into this one.

import { html } from "../dom.js";
import { remove } from "../api.js";
import { openTicket, write } from "../routes.js";
import { dispatch } from "../store.js";
import { Icon, STATUS_ICONS } from "../ui/icon.js";
import { toastError } from "../ui/toasts.js";
import { unmerge } from "../thread/ticket_menu.js";
import { loadThread } from "../verbs/loading.js";
import { t } from "../words.js";

export function Links({ ticket }) {
  const unlink = (link) => remove(addressOf(link, ticket)).then(() => loadThread(ticket.id)).catch(toastError);
  const family = [
    ...(ticket.parent ? [{ ...asTicket(ticket.parent), kind: "parent" }] : []),
    ...(ticket.children || []).map((child) => ({ ...asTicket(child), kind: "child" })),
  ];
  const links = [...(ticket.links || []), ...family.filter((one) => !(ticket.links || []).some((link) => link.ticket_id === one.ticket_id))];
  return html`
    <ul class="links">
      ${links.map((link) => html`<${Link} key=${`${link.kind} ${link.ticket_id}`} link=${link} away=${() => unlink(link)} awayName=${t("unlink")} awayIcon="unlink" />`)}
      ${(ticket.merged || []).map((one) => html`<${Link} key=${`merged ${one.id}`} link=${{ ...one, ticket_id: one.id, kind: "merged" }} away=${() => unmerge(one.id).then(() => loadThread(ticket.id))} awayName=${t("unmerge")} awayIcon="undo-2" />`)}
    </ul>
    <p class="bar wrap"><button type="button" class="button small quiet" onClick=${() => dispatch({ type: "dialog_opened", name: "link", about: { ticket } })}><${Icon} name="link" />${t("link")}</button>
      <button type="button" class="button small quiet" onClick=${() => dispatch({ type: "dialog_opened", name: "merge", about: { ticket } })}><${Icon} name="merge" />${t("merge")}</button></p>`;
}

/** A link has a number; a part belongs to its whole. */
function addressOf(link, ticket) {
  if (link.id) return `/console/links/${link.id}`;
  return `/console/tickets/${link.kind === "child" ? link.ticket_id : ticket.id}/parent`;
}

const asTicket = (one) => (typeof one === "object" ? { ...one, ticket_id: one.ticket_id ?? one.id, id: null } : { ticket_id: one, id: null });

function Link({ link, away, awayName, awayIcon }) {
  const follow = (click) => {
    click.preventDefault();
    openTicket(link.ticket_id);
  };
  return html`
    <li class="link-line"><${Icon} name=${STATUS_ICONS[link.status] || "merge"} label=${link.status && t(`status.${link.status}`)} />
      <a class="one-line grow" href=${write({ page: "view", view: null, ticket: link.ticket_id })} onClick=${follow}>${link.subject || `#${link.ticket_id}`}</a>
      <span class="chip">${t(`link.${link.kind}`)}</span>
      ${away && html`<button type="button" class="button quiet icon-only small" aria-label=${awayName} data-tip=${awayName} onClick=${away}><${Icon} name=${awayIcon} /></button>`}</li>`;
}
