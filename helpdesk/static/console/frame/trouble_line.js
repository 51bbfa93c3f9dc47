// A line while a provider is in trouble: which inboxes wait, and that nothing is lost.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { useStore } from "../store.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

const EVERY_MS = 20_000;

export function TroubleLine() {
  const online = useStore((state) => state.connection !== "offline" && !state.signedOut);
  const [paused, setPaused] = useState([]);
  useEffect(() => {
    if (!online) return;
    const look = () => document.hidden || get("/console/troubles.json").then((answer) => setPaused(answer.inboxes)).catch(() => null);
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => clearInterval(timer);
  }, [online]);
  if (!online || !paused.length) return null;
  return html`<div class="trouble-line" role="status"><${Icon} name="triangle-alert" /><span>${t("trouble.paused", { names: paused.map((inbox) => inbox.name).join(t("comma")) })}</span></div>`;
}
