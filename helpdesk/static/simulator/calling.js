// The telephone: ring, answer, hang up, or leave a word on the machine.

import { html, useRef, useState } from "../console/dom.js";
import { Icon } from "../console/ui/icon.js";
import { act } from "./store.js";
import { t } from "./words.js";

export function Calling({ channel, person }) {
  const [state, setState] = useState("idle");
  const call = useRef(null);
  const go = async (what, next) => {
    if (what === "ring") call.current = crypto.randomUUID();
    setState(next);
    await act(what, { data: { call_id: call.current } });
  };
  const can = (what) => channel.acts.includes(what);
  const said = { idle: t("ready_to_call"), ringing: t("calling", { name: channel.name }), speaking: t("speaking", { name: channel.name }) }[state];
  return html`
    <div class=${`calling ${state}`} aria-label=${person.name}>
      <p role="status">${said}</p>
      <div class="calling-buttons">
        ${state === "idle" && html`<${Round} icon="phone" tone="good" name="ring" run=${() => go("ring", "ringing")} />`}
        ${state === "ringing" && can("answer") && html`<${Round} icon="check" tone="good" name="answer" run=${() => go("answer", "speaking")} />`}
        ${state === "ringing" && can("voicemail") && html`<${Round} icon="mic" tone="" name="voicemail" run=${() => go("voicemail", "idle")} />`}
        ${state !== "idle" && html`<${Round} icon="x" tone="bad" name="hang_up" run=${() => go("hang_up", "idle")} />`}
      </div>
    </div>`;
}

function Round({ icon, tone, name, run }) {
  return html`<button type="button" class=${`call-button ${tone}`} onClick=${run}><span><${Icon} name=${icon} size="large" /></span>${t(`act.${name}`)}</button>`;
}
