// A mail as it was made, in a frame without scripts and without our origin; pictures from elsewhere only when asked.

import { html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

export function Formatted({ message }) {
  const [remote, setRemote] = useState(false);
  const [pictures, setPictures] = useState(0);
  const [tall, setTall] = useState(false);
  useEffect(() => {
    get(`/console/messages/${message.id}/remote.json`).then((answer) => setPictures(answer.remote)).catch(() => null);
  }, [message.id]);
  return html`
    <div class="formatted">
      ${pictures > 0 && !remote && html`<p class="banner"><${Icon} name="image" /><span class="grow">${t("pictures.blocked", { n: pictures })}</span>
        <button type="button" class="link-button" onClick=${() => setRemote(true)}>${t("pictures.show")}</button></p>`}
      <iframe class=${tall ? "tall" : ""} sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" loading="lazy"
        title=${t("message.as_sent")} src=${`/console/messages/${message.id}.html${remote ? "?remote=1" : ""}`}></iframe>
      <button type="button" class="message-tool" onClick=${() => setTall(!tall)}><${Icon} name=${tall ? "chevron-up" : "chevron-down"} />${t(tall ? "message.less" : "message.all")}</button>
    </div>`;
}
