// Somebody answered while one was writing: their words first, the own ones kept, and a choice.

import { html } from "../dom.js";
import { dispatch, store } from "../store.js";
import { draftOf } from "../state/outbox.js";
import { Icon } from "../ui/icon.js";
import { clear } from "../verbs/drafting.js";
import { t } from "../words.js";
import { compose } from "./compose.js";
import { submitFrom } from "./submitting.js";

export function Meanwhile({ id, draft }) {
  const other = draft.meanwhile;
  if (!other) return null;
  const done = () => dispatch({ type: "meanwhile", ticket: id, message: null });
  const anyway = () => {
    const { status, send_at } = other.body || {};
    submitFrom(id, "reply", { confirmed: true, status, send_at });
  };
  const asNote = () => {
    const { text } = draftOf(store.state, id).reply;
    dispatch({ type: "draft_changed", ticket: id, kind: "note", changes: { text } });
    clear(id, "reply");
    done();
    compose("note");
  };
  return html`
    <div class="meanwhile" role="alert">
      <p><${Icon} name="triangle-alert" /><strong>${t("meanwhile.title", { name: other.author?.name })}</strong></p>
      <blockquote class="breakable">${other.reply_text || other.text}</blockquote>
      <p class="bar wrap"><span class="quiet-text grow">${t("meanwhile.kept")}</span>
        <button type="button" class="button small" onClick=${done}>${t("meanwhile.edit")}</button>
        <button type="button" class="button small" onClick=${asNote}>${t("meanwhile.note")}</button>
        <button type="button" class="button small primary" onClick=${anyway}>${t("meanwhile.anyway")}</button></p>
    </div>`;
}
