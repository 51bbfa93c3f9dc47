// What the ticket becomes once the answer is sent, as a macro has laid it down; it can be left out.

import { html } from "../dom.js";
import { dispatch } from "../store.js";
import { Icon, STATUS_ICONS } from "../ui/icon.js";
import { t } from "../words.js";

export function AfterSending({ id, status }) {
  if (!status) return null;
  const leaveOut = () => dispatch({ type: "draft_about", ticket: id, changes: { status: null } });
  const name = t(`status.${status}`);
  return html`
    <p class="composer-after"><span class="quiet-text">${t("send.afterwards")}</span>
      <span class="chip large"><${Icon} name=${STATUS_ICONS[status]} />${name}<button type="button" class="chip-remove" aria-label=${t("remove", { name })} onClick=${leaveOut}><${Icon} name="x" /></button></span></p>`;
}
