// The thread: head, messages, composer; or what stands there while there is none.

import { html, useEffect } from "../dom.js";
import { put } from "../api.js";
import { Composer } from "../composer/composer.js";
import { dispatch, useStore } from "../store.js";
import { emptyThread } from "../state/threads.js";
import { Empty, Failed } from "../ui/states.js";
import { restore } from "../verbs/drafting.js";
import { loadThread } from "../verbs/loading.js";
import { t } from "../words.js";
import { ThreadHead, WayBack } from "./thread_head.js";
import { ThreadNotices } from "./thread_notices.js";
import { Timeline } from "./timeline.js";

export function ThreadPane() {
  const id = useStore((state) => state.route.ticket);
  return html`
    <main class="thread-pane" id="thread" tabindex="-1" aria-label=${t("thread")}>
      ${id ? html`<${Thread} key=${id} id=${id} />` : html`<${Empty} icon="message-square-text" title=${t("thread.none")} text=${t("thread.none.more")} />`}
    </main>`;
}

function Thread({ id }) {
  const { state, error, ticket } = useStore((all) => all.threads[id] || emptyThread);
  const loaded = Boolean(ticket);
  useEffect(() => loaded && restore(id, ticket.draft), [loaded]);
  useRead(id, ticket);
  if (state === "failed") return html`<${WayBack} /><${Failed} error=${error} retry=${() => loadThread(id)} />`;
  return html`
    <${ThreadHead} id=${id} ticket=${ticket} />
    ${loaded && html`<${ThreadNotices} ticket=${ticket} />`}
    <${Timeline} id=${id} />
    ${loaded && html`<${Composer} id=${id} />`}`;
}

/** A ticket looked at is read: when it opens, when something arrives, when the window comes back. */
function useRead(id, ticket) {
  useEffect(() => {
    const read = () => ticket?.unread && !document.hidden && markRead(id);
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [id, ticket?.unread, ticket?.version]);
}

// Reading is no event, so nobody will tell us: the answer does.
const markRead = (id) => put(`/console/tickets/${id}/read`)
  .then((answer) => dispatch({ type: "rows_arrived", rows: [answer.ticket] }))
  .catch(() => null);
