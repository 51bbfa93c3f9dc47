// Opens the console: asks who I am, draws the frame, follows the address, listens.

import { html, render } from "./dom.js";
import { get } from "./api.js";
import { watchTooltips } from "../design/tooltip.js";
import { App } from "./frame/app.js";
import { CannotStart } from "./frame/cannot_start.js";
import { watchIdle } from "./idle.js";
import { watchKeys } from "./commands/keys.js";
import { onNews, startLive } from "./live.js";
import { openAsked } from "./dialogs/asked.js";
import { watchTitle } from "./notices.js";
import { startRoutes } from "./routes.js";
import { dispatch } from "./store.js";
import { applyTheme } from "./theme.js";
import { saveBeforeLeaving } from "./verbs/drafting.js";
import { hearAnswer } from "./verbs/just_heard.js";
import { followRoute } from "./verbs/loading.js";
import { restorePanel } from "./verbs/showing.js";
import { restoreWaiting } from "./verbs/sending.js";
import { watchPlace } from "./verbs/walking.js";
import { speak } from "./words.js";

const root = document.getElementById("console");

async function start() {
  try {
    const start = await get("/console/start.json");
    speak(start.me.language);
    applyTheme(start.me.theme);
    dispatch({ type: "started", start });
  } catch (error) {
    if (error.status === 401) return window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
    return render(html`<${CannotStart} error=${error} retry=${start} />`, root);
  }
  open();
}

function open() {
  startRoutes();
  watchPlace();
  followRoute();
  restorePanel();
  restoreWaiting();
  saveBeforeLeaving();
  root.replaceChildren();
  root.removeAttribute("aria-busy");
  render(html`<${App} />`, root);
  openAsked();
  watchTooltips();
  watchKeys();
  watchTitle();
  onNews(hearAnswer);
  startLive();
  watchIdle();
}

start();
