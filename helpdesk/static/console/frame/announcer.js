// Says aloud, politely, what arrives in the open ticket and how many tickets are new in the list.

import { authorName } from "../naming.js";
import { html } from "../dom.js";
import { useStore } from "../store.js";
import { listKey } from "../routes.js";
import { t } from "../words.js";

export function Announcer() {
  const { last, arrivals } = useStore((state) => ({
    last: lastInbound(state.threads[state.route.ticket]),
    arrivals: state.lists[listKey(state.route)]?.arrivals.length || 0,
  }));
  return html`<div class="for-readers" aria-live="polite">
    ${last && html`<p key=${last.id}>${t("aria.said", { name: authorName(last), text: (last.reply_text || last.text || "").slice(0, 200) })}</p>`}
    ${arrivals > 0 && html`<p>${t("list.new", { n: arrivals })}</p>`}
  </div>`;
}

function lastInbound(thread) {
  const last = thread?.messages.at(-1);
  return last?.kind === "inbound" ? last : null;
}
