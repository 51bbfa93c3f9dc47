// A phone with the app of a channel open: head, screen, and what one writes with.

import { html, useEffect, useRef } from "../console/dom.js";
import { Icon, channelIcon } from "../console/ui/icon.js";
import { Bubble } from "./bubble.js";
import { Calling } from "./calling.js";
import { hour } from "./times.js";
import { t } from "./words.js";
import { Writing } from "./writing.js";

export function Phone({ state, channel }) {
  const { person, entries, notice } = state;
  const screen = useRef(null);
  const last = entries.at(-1);
  const toEnd = () => screen.current && (screen.current.scrollTop = screen.current.scrollHeight);
  useEffect(() => void toEnd(), [state.key, person?.id, last?.number, entries.length]);
  const calls = channel.acts.includes("ring");
  return html`
    <div class=${`phone app-${channel.kind}`}>
      <div class="phone-status" aria-hidden="true"><span>${hour(new Date())}</span><span class="phone-notch"></span><${Icon} name="signal-high" /></div>
      <header class="phone-head">
        <${Icon} name="chevron-left" />
        <span class="phone-face" aria-hidden="true"><${Icon} name=${channelIcon(channel.kind)} /></span>
        <span class="phone-title"><strong class="one-line">${channel.name}</strong><small class="one-line">${person?.name || ""}</small></span>
      </header>
      <div class="phone-screen" ref=${screen} role="log" aria-label=${t("phone")} tabindex="0" onLoadCapture=${toEnd}>
        ${!person && html`<p class="phone-empty">${t("nobody")}</p>`}
        ${person && !entries.length && html`<p class="phone-empty">${t("empty_phone", { name: person.name })}</p>`}
        ${entries.map((entry, place) => html`<${Bubble} key=${entry.number} entry=${entry} before=${entries[place - 1]} channel=${channel} />`)}
      </div>
      ${notice && html`<p class=${`phone-notice ${notice.tone}`} role="status">${notice.text}</p>`}
      ${person && calls && html`<${Calling} channel=${channel} person=${person} key=${person.id} />`}
      ${person && channel.acts.includes("text") && html`<${Writing} channel=${channel} key=${`${channel.key}/${person.id}`} />`}
    </div>`;
}
