// What the knowledge base knows of this ticket: put in as text or link with one key, or looked for by hand.

import { html, useEffect, useState } from "../dom.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";
import { insertArticle, teach } from "../verbs/articles.js";
import { Own, useOwn } from "./own.js";

const ASK_AFTER_MS = 200;

export function Articles({ ticket }) {
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => setTyped(""), [ticket.id]);
  const news = (event) => event.ticket === ticket.id && ["message_received", "answer_taught"].includes(event.name);
  const own = useOwn(`/console/tickets/${ticket.id}/articles.json?q=${encodeURIComponent(asked)}`, news);
  return html`
    <input class="input small" type="search" value=${typed} maxlength="400" placeholder=${t("article.search")} aria-label=${t("article.search")} onInput=${(event) => setTyped(event.target.value)} />
    <${Own} own=${own} draw=${(data) => html`<${List} data=${data} ticket=${ticket} again=${own.load} />`} />`;
}

function List({ data, ticket, again }) {
  return html`
    ${data.from_database && html`<p class="quiet-text">${t("article.renewing")}</p>`}
    ${data.articles.length === 0 && html`<p class="quiet-text">${t(data.typed ? "article.not_found" : "article.none")}</p>`}
    <ul class="articles">${data.articles.map((one, place) => html`<${One} key=${one.id} article=${one} first=${place === 0} ticket=${ticket} again=${again} />`)}</ul>`;
}

function One({ article, first, ticket, again }) {
  const inside = article.visibility === "internal";
  const settle = () => teach(ticket.id, article.id, !article.answered).then(again);
  return html`
    <li class="article">
      <a class="breakable" href=${article.address} target="_blank" rel="noopener" lang=${article.language}>${article.title}</a>
      ${inside && html`<span class="chip">${t("article.internal")}</span>`}
      <p class="article-snippet quiet-text">${article.snippet.map((piece) => (piece.hit ? html`<mark>${piece.text}</mark>` : piece.text))}</p>
      <span class="bar tight">
        <button type="button" class="button small" data-tip=${t("article.insert")} data-keys=${first ? "H" : undefined} onClick=${() => insertArticle(ticket.id, article.id, "text")}>${t("article.text")}</button>
        <button type="button" class="button small quiet" data-tip=${t("article.link")} data-keys=${first ? "⇧H" : undefined} disabled=${inside} onClick=${() => insertArticle(ticket.id, article.id, "link")}>${t("article.as_link")}</button>
        <button type="button" class="button small quiet icon-only push" aria-pressed=${article.answered} aria-label=${t("article.answered")} data-tip=${t("article.answered")} onClick=${settle}><${Icon} name=${article.answered ? "circle-check" : "check"} /></button></span>
    </li>`;
}
