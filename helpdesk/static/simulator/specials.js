// Deliveries as only a network makes them: twice, out of order, by somebody without the secret.

import { html } from "../console/dom.js";
import { Icon } from "../console/ui/icon.js";
import { draft } from "./draft.js";
import { act, setReceipts } from "./store.js";
import { t } from "./words.js";

export function Specials({ state, channel }) {
  if (!state.person || !channel.acts.includes("text")) return null;
  const three = () => {
    const words = draft.or("");
    return words.split("\n").filter((line) => line.trim()).length > 1 ? words : t("three");
  };
  return html`
    <section class="side-card">
      <h2>${t("special")}</h2>
      <div class="special-buttons">
        <button type="button" class="button small" onClick=${() => act("text", { text: draft.or(t("sample")), times: 2 })}><${Icon} name="copy" />${t("how.twice")}</button>
        <button type="button" class="button small" onClick=${() => act("text", { text: three(), backwards: 1 })}><${Icon} name="undo-2" />${t("how.backwards")}</button>
        <button type="button" class="button small" onClick=${() => act("text", { text: draft.or(t("sample")), spoil: 1 })}><${Icon} name="shield-alert" />${t("how.spoil")}</button>
      </div>
      <p class="side-hint">${t("how.hint")}</p>
      <label class="switch"><input type="checkbox" role="switch" checked=${state.receipts} onChange=${(event) => setReceipts(event.target.checked)} />${t("receipts")}</label>
    </section>`;
}
