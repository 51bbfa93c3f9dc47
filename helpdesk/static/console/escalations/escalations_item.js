// The way to the desk of escalations, with how many nobody has taken.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { go } from "../routes.js";
import { useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

export function EscalationsItem({ at }) {
  const { changes, online } = useStore((state) => ({ changes: state.escalations.changes, online: state.connection === "online" }));
  const [waiting, setWaiting] = useState(0);
  useEffect(() => {
    get("/console/escalations/count.json").then((answer) => setWaiting(answer.waiting), () => null);
  }, [changes, online]);
  const name = waiting ? t("escalations.waiting", { n: waiting }) : t("escalations");
  return html`
    <button type="button" class="rail-item" aria-label=${name} aria-current=${at ? "page" : undefined} data-tip=${name} onClick=${() => go({ page: "escalations", place: "", ticket: null })}>
      <${Icon} name="flame" size="large" />${waiting > 0 && html`<span class="rail-count figure" aria-hidden="true">${waiting > 99 ? "99+" : waiting}</span>`}</button>`;
}
