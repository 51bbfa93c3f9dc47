// A warning before two answer the same ticket.

import { html } from "../dom.js";
import { useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

export function OtherWrites({ id }) {
  const names = useStore((state) => (state.viewing[id]?.viewers || [])
    .filter((viewer) => viewer.typing === "reply" && viewer.agent_id !== state.me.id)
    .map((viewer) => state.agents[viewer.agent_id]?.name).filter(Boolean));
  if (!names.length) return null;
  return html`<p class="composer-line warn" role="status"><${Icon} name="pencil" />${t("other_writes", { names: names.join(t("comma")) })}</p>`;
}
