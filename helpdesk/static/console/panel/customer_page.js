// A customer by themselves: who they are and what they wrote about.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { go } from "../routes.js";
import { useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { Failed } from "../ui/states.js";
import { t } from "../words.js";
import { Customer } from "./customer.js";
import { Earlier } from "./earlier.js";
import { SamePerson } from "./same_person.js";

export function CustomerPage() {
  const id = useStore((state) => state.route.customer);
  const [{ customer, error }, set] = useState({});
  const load = () => get(`/console/customers/${id}.json`).then((answer) => set({ customer: answer.customer })).catch((problem) => set({ error: problem }));
  useEffect(() => {
    set({});
    load();
  }, [id]);
  return html`
    <main class="customer-page" id="thread" tabindex="-1" aria-label=${t("section.customer")}>
      <p><button type="button" class="button quiet" onClick=${() => go({ page: "view", customer: null })}><${Icon} name="arrow-left" />${t("home")}</button></p>
      ${error && html`<${Failed} error=${error} retry=${load} />`}
      ${customer && html`<${Customer} customer=${customer} /><${SamePerson} customer=${customer} changed=${load} /><h2>${t("section.earlier")}</h2><${Earlier} customer=${customer} />`}
    </main>`;
}
