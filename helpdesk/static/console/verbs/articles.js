// Putting an article into the reply, as text or as link, and saying that it answered.

import { get, post, remove } from "../api.js";
import { compose } from "../composer/compose.js";
import { draftOf } from "../state/outbox.js";
import { store } from "../store.js";
import { toast, toastError } from "../ui/toasts.js";
import { t } from "../words.js";
import { write } from "./drafting.js";

export async function insertArticle(ticket, article, form) {
  try {
    const { text } = await post(`/console/tickets/${ticket}/articles/${article}/insertion`, { form });
    const written = draftOf(store.state, ticket).reply.text;
    write(ticket, "reply", { text: [written.trimEnd(), text].filter(Boolean).join("\n\n") });
    compose("reply");
  } catch (error) {
    toastError(error);
  }
}

/** The key: the first that is suggested for the open ticket. */
export async function insertFirst(form) {
  const ticket = store.state.route.ticket;
  if (!ticket) return;
  const { articles } = await get(`/console/tickets/${ticket}/articles.json`).catch((error) => (toastError(error), { articles: null }));
  if (articles?.length) return insertArticle(ticket, articles[0].id, form);
  if (articles) toast(t("article.none"));
}

export function teach(ticket, article, answered) {
  const path = `/console/tickets/${ticket}/articles/${article}/answer`;
  return (answered ? post(path, {}) : remove(path)).catch(toastError);
}
