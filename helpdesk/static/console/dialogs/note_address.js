// The team was told how else to reach a customer: what kind of address, and which.

import { html, useState } from "../dom.js";
import { post, remove } from "../api.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";

const KINDS = ["email", "phone", "member_card", "external_id"];
const FIELDS = { email: { type: "email", inputmode: "email" }, phone: { type: "tel", inputmode: "tel", placeholder: "+86 138 0013 8000" } };

export function NoteAddress({ customer, changed }) {
  const [kind, setKind] = useState("email");
  const [value, setValue] = useState("");
  const [problem, setProblem] = useState("");
  const submit = async () => {
    try {
      const before = new Set(customer.identities.map((one) => one.id));
      const { identities } = (await post(`/console/customers/${customer.id}/identities`, { kind, value: value.trim() })).customer;
      const fresh = identities.find((one) => !before.has(one.id));
      closeDialog();
      toast(t(fresh ? "done.address_noted" : "done.address_known"), { kind: "good", undo: fresh && (() => takeBack(customer.id, fresh.id, changed)) });
      changed();
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary" disabled=${!value.trim()}>${t("address.note")}</button>`;
  return html`
    <${Dialog} title=${t("address.add")} submit=${submit} footer=${footer}>
      <div class="field-row">
        <label class="field"><span class="label">${t("address.kind")}</span><select class="input" value=${kind} onChange=${(event) => setKind(event.target.value)}>
          ${KINDS.map((one) => html`<option key=${one} value=${one}>${t(`identity.${one}`)}</option>`)}</select></label>
        <label class="field"><span class="label">${t(`identity.${kind}`)}</span><input class="input" key=${kind} autofocus autocomplete="off" maxlength="320" required ...${FIELDS[kind]} value=${value} onInput=${(event) => { setValue(event.target.value); setProblem(""); }} /></label>
      </div>
      <p class="quiet-text">${t("address.more")}</p>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}

export async function takeBack(customer, identity, changed) {
  try {
    await remove(`/console/customers/${customer}/identities/${identity}`);
    toast(t("done.address_gone"), { kind: "good" });
    changed();
  } catch (error) {
    toastError(error);
  }
}
