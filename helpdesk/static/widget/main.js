/* Starts the widget inside its frame. */
import { html, render } from "/static/vendor/htm-preact/htm-preact.js";
import { begin } from "./actions.js";
import { App } from "./app.js";
import "./host.js";
import { resume } from "./outbox.js";
import { regain } from "./server.js";
import { paint } from "./settings.js";

paint();
render(html`<${App} />`, document.getElementById("widget"));
regain().then(begin).then(resume);
