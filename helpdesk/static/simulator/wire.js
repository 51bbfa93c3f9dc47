// What went over the wire: the provider's requests to us and ours to it, newest first, to be opened.

import { html, useState } from "../console/dom.js";
import { Icon } from "../console/ui/icon.js";
import { t } from "./words.js";

export function Wire({ state }) {
  return html`
    <section class="side-card wire" aria-label=${t("wire")}>
      <h2>${t("wire")}</h2>
      <p class="side-hint">${t("wire.about")}</p>
      <ul class="counters">${["postings", "calls", "shown", "repeated"].map((name) => html`<li><strong>${state.counters[name] ?? 0}</strong>${t(`count.${name}`)}</li>`)}</ul>
      ${!state.wire.length && html`<p class="side-empty">${t("wire.empty")}</p>`}
      <ol>${[...state.wire].reverse().map((one) => html`<${Exchange} key=${one.number} one=${one} />`)}</ol>
    </section>`;
}

function Exchange({ one }) {
  const [open, setOpen] = useState(false);
  const tone = one.status === null ? "bad" : one.status < 400 ? "good" : one.status < 500 ? "warn" : "bad";
  return html`
    <li class=${`exchange ${one.kind}`}>
      <button type="button" class="exchange-line" aria-expanded=${open} onClick=${() => setOpen(!open)}>
        <${Icon} name=${one.kind === "post" ? "arrow-down" : "arrow-up"} label=${t(`wire.${one.kind}`)} />
        <code class="one-line">${one.method} ${one.to}</code>
        ${one.fault && html`<span class="chip">${one.fault}</span>`}
        <span class=${`pill ${tone}`}>${one.status ?? t("wire.broken")}</span><small>${one.ms} ms</small>
      </button>
      ${open && html`<div class="exchange-more">
        <p class="side-hint">${t(`wire.${one.kind}`)}</p>
        ${Object.keys(one.headers).length > 0 && html`<h3>${t("wire.headers")}</h3><pre tabindex="0">${Object.entries(one.headers).map(([name, value]) => `${name}: ${value}`).join("\n")}</pre>`}
        <h3>${t("wire.request")}</h3><pre tabindex="0">${pretty(one.body)}</pre>
        <h3>${t("wire.answer")}</h3><pre tabindex="0">${pretty(one.answer)}</pre></div>`}
    </li>`;
}

function pretty(body) {
  if (!body) return t("wire.none");
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
