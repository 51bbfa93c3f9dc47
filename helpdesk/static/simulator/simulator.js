// The page: channels at the left, the phone in the middle, the wire and the troubles at the right.

import { classes, html } from "../console/dom.js";
import { Icon, channelIcon } from "../console/ui/icon.js";
import { BusyDay } from "./busy_day.js";
import { People } from "./people.js";
import { Phone } from "./phone.js";
import { Specials } from "./specials.js";
import { channel, choose, set } from "./store.js";
import { Trouble } from "./trouble.js";
import { Wire } from "./wire.js";
import { language, t } from "./words.js";

const TABS = { phone: "smartphone", wire: "code", trouble: "zap", day: "gauge" };

export function Simulator({ state }) {
  if (!state.channels.length) return html`<p class="simulator-empty">${t("no_channels")}</p>`;
  return html`
    <div class=${classes("simulator", `shows-${state.tab}`)}>
      <header class="simulator-head">
        <h1>${t("title")}</h1>
        <p>${t("about")}</p>
        <a class="button" href="/" target="_blank" rel="noopener"><${Icon} name="external-link" />${t("console")}</a>
      </header>
      <nav class="simulator-tabs tabs" aria-label=${t("title")}>${Object.keys(TABS).map((tab) => html`
        <button type="button" class="tab" aria-current=${state.tab === tab ? "page" : undefined} onClick=${() => set({ tab })}>
          <${Icon} name=${TABS[tab]} />${t(tab)}</button>`)}</nav>
      <${Channels} state=${state} />
      <section class="simulator-phone" aria-label=${t("phone")}>
        <${People} state=${state} />
        <${Phone} state=${state} channel=${channel()} />
      </section>
      <div class="simulator-side">
        <${Specials} state=${state} channel=${channel()} />
        <${Wire} state=${state} />
        <${Trouble} state=${state} key=${state.key} />
        <${BusyDay} state=${state} />
      </div>
    </div>`;
}

function Channels({ state }) {
  return html`
    <nav class="simulator-channels" aria-label=${t("channels")}>${state.channels.map((one) => html`
      <button type="button" key=${one.key} class="channel-choice" title=${one.label[language]} aria-current=${one.key === state.key ? "true" : undefined} onClick=${() => choose(one.key)}>
        <span class=${`channel-sign app-${one.kind}`}><${Icon} name=${channelIcon(one.kind)} /></span>
        <span class="channel-words"><span class="one-line">${one.label[language]}</span><small class="one-line">${one.name}</small></span>
      </button>`)}</nav>`;
}
