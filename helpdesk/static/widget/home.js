/* The first screen: a greeting, who is here, how long it takes, what was talked about before. */
import { html, useEffect, useRef } from "/static/vendor/htm-preact/htm-preact.js";
import { show } from "./actions.js";
import { host } from "./host.js";
import { Icon } from "./icons.js";
import { Faces, presence, whatToExpect } from "./people.js";
import { useStore } from "./store.js";
import { briefly } from "./time.js";
import { language, words } from "./words.js";

/** What a visitor sees first. */
export function Home() {
  const { inbox, here, usual, visitor, conversations, shared, articles, opened } = useStore();
  const head = useRef();
  const running = conversations.find((one) => one.status !== "closed");
  useEffect(() => { if (opened) head.current.focus({ preventScroll: true }); }, [opened]);
  return html`<main class="home">
    <header class="hero">
      <div class="hero-top">
        <span class="company">${inbox.name}</span>
        <button type="button" class="round" aria-label=${words.close} title=${words.close} onClick=${host.close}><${Icon} name="close" /></button>
      </div>
      ${here.length > 0 && html`<${Faces} people=${here} />`}
      <h1 tabindex="-1" ref=${head}>${inbox.greeting?.[language] || words.hello}</h1>
      <p class="presence ${here.length ? "here" : ""}">${presence(here)}</p>
    </header>
    <div class="below">
      <button type="button" class="card start" onClick=${() => show(running?.ticket ?? null)}>
        <span class="start-words"><strong>${words.write}</strong><small>${whatToExpect({ here, usual, visitor, inbox })}</small></span>
        <span class="start-sign"><${Icon} name="send" /></span>
      </button>
      ${conversations.length > 0 && html`<${Earlier} conversations=${conversations} />`}
      ${shared.length > 0 && html`<${Shared} conversations=${shared} />`}
      ${articles.length > 0 && html`<${Articles} articles=${articles} />`}
    </div>
  </main>`;
}

function Earlier({ conversations }) {
  return html`<section class="card list" aria-labelledby="earlier">
    <h2 id="earlier">${words.earlier}</h2>
    <ul>${conversations.map((one) => html`<li key=${one.ticket}>
      <button type="button" class="line ${one.unread ? "unread" : ""}" onClick=${() => show(one.ticket)}>
        <span class="line-text">${one.preview || words.attachment}</span>
        <time datetime=${one.last_message_at}>${briefly(one.last_message_at)}</time>
        ${one.unread > 0 ? html`<span class="dot"><span class="for-readers">${words.unread(one.unread)}</span></span>` : html`<${Icon} name="next" size="16" />`}
      </button></li>`)}
    </ul>
  </section>`;
}

function Shared({ conversations }) {
  return html`<section class="card list" aria-labelledby="shared">
    <h2 id="shared">${words.shared}</h2>
    <ul>${conversations.map((one) => html`<li key=${one.ticket}>
      <button type="button" class="line" onClick=${() => show(one.ticket)}>
        <span class="line-text">${one.who ? `${one.who} · ` : ""}${one.preview || words.attachment}</span>
        <time datetime=${one.last_message_at}>${briefly(one.last_message_at)}</time>
        <${Icon} name="next" size="16" />
      </button></li>`)}
    </ul>
  </section>`;
}

function Articles({ articles }) {
  return html`<section class="card list" aria-labelledby="articles">
    <h2 id="articles">${words.articles}</h2>
    <ul>${articles.map((article) => html`<li key=${article.url}>
      <a class="line" href=${article.url} target="_blank" rel="noopener"><span class="line-text">${article.title}</span><${Icon} name="next" size="16" /></a>
    </li>`)}</ul>
  </section>`;
}
