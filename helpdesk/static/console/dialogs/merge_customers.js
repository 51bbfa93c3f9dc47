// Two customers are one person: choose who speaks for both. It can be undone.

import { html, useState } from "../dom.js";
import { post } from "../api.js";
import { Person } from "../panel/same_person.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { toast } from "../ui/toasts.js";
import { t } from "../words.js";

export function MergeCustomers({ customer, other, again }) {
  const [survivor, setSurvivor] = useState(customer.name || !other.name ? customer.id : other.id); // a name is not put behind none
  const [problem, setProblem] = useState("");
  const submit = async () => {
    try {
      await post(`/console/customers/${customer.id}/merge`, { other: other.id, survivor, reasons: other.reasons?.map((one) => one.why) });
      closeDialog();
      toast(t("done.customers_merged"), { kind: "good" });
      again();
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary">${t("same.merge")}</button>`;
  return html`
    <${Dialog} title=${t("same.title")} submit=${submit} footer=${footer}>
      <p class="quiet-text">${t("same.more")}</p>
      <fieldset class="same-choice"><legend>${t("same.survivor")}</legend>
        ${[customer, other].map((one) => html`<label class="same-option" key=${one.id}><input type="radio" name="survivor" checked=${survivor === one.id} onChange=${() => setSurvivor(one.id)} /><${Person} one=${one} /></label>`)}
      </fieldset>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}
