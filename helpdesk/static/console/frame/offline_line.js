// A thin line while the connection is away: since when, and what waits to be sent. Short gaps are not worth a word.

import { html, useEffect, useState } from "../dom.js";
import { connectNow } from "../live.js";
import { useStore } from "../store.js";
import { clockTime } from "../times.js";
import { Icon } from "../ui/icon.js";
import { sendWaiting } from "../verbs/sending.js";
import { t } from "../words.js";

const WORTH_SAYING_MS = 2000;

export function OfflineLine() {
  const { offline, since, waiting } = useStore((state) => ({
    offline: state.connection === "offline",
    since: state.offlineSince,
    waiting: Object.values(state.outbox).filter((entry) => entry.state === "waiting").length,
  }));
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    const timer = offline && setTimeout(() => setLate(true), WORTH_SAYING_MS);
    return () => clearTimeout(timer);
  }, [offline]);
  if (!waiting && !(offline && late)) return null;
  const again = () => {
    connectNow();
    sendWaiting();
  };
  return html`
    <div class="offline-line" role="status">
      <${Icon} name=${offline ? "wifi-off" : "clock"} />
      <span>${offline ? t("offline.since", { time: clockTime(since) }) : ""} ${waiting ? t("offline.waiting", { n: waiting }) : offline ? t("offline.safe") : ""}</span>
      <button type="button" class="link-button" onClick=${again}>${t("try_now")}</button>
    </div>`;
}
