// A masked address is shown to who says why; the reason is kept with who, what and when.

import { html, useState } from "../dom.js";
import { post } from "../api.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { t } from "../words.js";

const REASONS = ["call_back", "check", "send"];

export function Reveal({ customer, identity, shown }) {
  const [why, setWhy] = useState("");
  const [problem, setProblem] = useState("");
  const submit = async () => {
    if (why.trim().length < 3) return setProblem(t("reveal.needed"));
    try {
      shown((await post(`/console/customers/${customer}/identities/${identity.id}/reveal`, { why })).value);
      closeDialog();
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary" disabled=${why.trim().length < 3}>${t("reveal")}</button>`;
  return html`
    <${Dialog} title=${t("reveal.title", { kind: t(`identity.${identity.kind}`), value: identity.value })} submit=${submit} footer=${footer}>
      <p class="quiet-text">${t("reveal.more")}</p>
      <p class="bar wrap">${REASONS.map((reason) => html`<button type="button" class="button small" key=${reason} aria-pressed=${why === t(`reveal.why.${reason}`)} onClick=${() => setWhy(t(`reveal.why.${reason}`))}>${t(`reveal.why.${reason}`)}</button>`)}</p>
      <label class="field"><span class="label">${t("reveal.why")}</span><input class="input" value=${why} maxlength="200" required onInput=${(event) => setWhy(event.target.value)} /></label>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}
