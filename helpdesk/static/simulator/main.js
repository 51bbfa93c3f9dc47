// Opens the simulator: asks for the channels, draws, listens.

import { html, render } from "../console/dom.js";
import { watchTooltips } from "../design/tooltip.js";
import { get } from "./server.js";
import { listen } from "./live.js";
import { Simulator } from "./simulator.js";
import { begin, store } from "./store.js";
import { t } from "./words.js";

const root = document.getElementById("simulator");

async function start() {
  try {
    begin(await get("/simulator/start.json"));
  } catch (error) {
    const again = () => window.location.reload();
    render(html`<p class="banner bad" role="alert">${error.message} <button class="link-button" onClick=${again}>${t("again")}</button></p>`, root);
    return;
  }
  root.removeAttribute("aria-busy");
  store.subscribe(() => render(html`<${Simulator} state=${store.state} />`, root));
  render(html`<${Simulator} state=${store.state} />`, root);
  watchTooltips();
  listen();
}

start();
