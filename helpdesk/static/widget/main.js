/* Starts the widget inside its frame. */
import { html, render } from "/static/vendor/htm-preact/htm-preact.js";
import { begin, forget } from "./actions.js";
import { App } from "./app.js";
import "./host.js";
import { resume } from "./outbox.js";
import { regain } from "./server.js";
import { paint } from "./settings.js";

paint();
render(html`<${App} />`, document.getElementById("widget"));
// Somebody left on a page that was gone before this frame had heard of it.
if (new URLSearchParams(location.search).has("left")) forget();
else regain().then(begin).then(resume);
