// What must be known before one reads on: asleep, merged, spam, in the trash, perhaps a duplicate.

import { html } from "../dom.js";
import { openTicket, write } from "../routes.js";
import { dispatch } from "../store.js";
import { moment } from "../times.js";
import { Icon } from "../ui/icon.js";
import { spam, trash, wake } from "../verbs/solving.js";
import { t } from "../words.js";
import { unmerge } from "./ticket_menu.js";

export function ThreadNotices({ ticket }) {
  const [duplicate] = ticket.possible_duplicate_of || [];
  const other = typeof duplicate === "object" ? duplicate?.id : duplicate;
  return html`<div class="thread-notices">
    ${ticket.snoozed_until && html`<${Notice} icon="alarm-clock" text=${t("notice.snoozed", { time: moment(ticket.snoozed_until) })} act=${() => wake([ticket.id])} label=${t("wake")} />`}
    ${ticket.merged_into && html`<${Notice} icon="merge" text=${t("notice.merged")} ticket=${ticket.merged_into} act=${() => unmerge(ticket.id)} label=${t("unmerge")} />`}
    ${ticket.spam && html`<${Notice} icon="shield-alert" tone="warn" text=${t("notice.spam")} act=${() => spam([ticket.id], false)} label=${t("not_spam")} />`}
    ${ticket.trashed && html`<${Notice} icon="trash-2" tone="warn" text=${t("notice.trashed")} act=${() => trash([ticket.id], false)} label=${t("restore")} />`}
    ${other && !ticket.merged_into && html`<${Notice} icon="copy" tone="info" text=${t("notice.duplicate")} ticket=${other} label=${t("merge")}
      act=${() => dispatch({ type: "dialog_opened", name: "merge", about: { ticket, into: other } })} />`}
  </div>`;
}

function Notice({ icon, tone = "", text, ticket, act, label }) {
  const follow = (click) => {
    click.preventDefault();
    openTicket(ticket);
  };
  return html`
    <p class=${`banner ${tone}`}><${Icon} name=${icon} /><span class="grow">${text}
      ${ticket && html` <a href=${write({ page: "view", view: null, ticket })} onClick=${follow}>#${ticket}</a>`}</span>
      <button type="button" class="link-button" onClick=${act}>${label}</button></p>`;
}
