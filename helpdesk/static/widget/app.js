/* Two screens, and the line that a screen reader hears. */
import { html, useEffect } from "/static/vendor/htm-preact/htm-preact.js";
import { begin } from "./actions.js";
import { Conversation } from "./conversation.js";
import { Home } from "./home.js";
import { host } from "./host.js";
import { useStore } from "./store.js";
import { words } from "./words.js";

/** The whole card. */
export function App() {
  const { screen, loaded, broken, said } = useStore();
  useEffect(() => {
    const leave = (event) => event.key === "Escape" && !event.isComposing && host.close();
    window.addEventListener("keydown", leave);
    return () => window.removeEventListener("keydown", leave);
  }, []);
  return html`
    ${broken ? html`<${Broken} />` : !loaded ? html`<${Skeleton} />` : screen === "home" ? html`<${Home} />` : html`<${Conversation} />`}
    <p class="for-readers" aria-live="polite">${said}</p>`;
}

function Broken() {
  return html`<main class="broken" role="alert">
    <p>${words.broken}</p>
    <button type="button" class="plain" onClick=${begin}>${words.again}</button>
    <button type="button" class="plain" onClick=${host.close}>${words.close}</button>
  </main>`;
}

// Appears only after 200 ms (in the style), so that a quick start shows no flicker.
function Skeleton() {
  return html`<main class="skeleton" aria-busy="true"><div class="hero"></div><div class="card"></div></main>`;
}
