// What the customer writes with: words, and behind the plus everything else the channel knows.

import { html, useEffect, useRef, useState } from "../console/dom.js";
import { Icon } from "../console/ui/icon.js";
import { act } from "./store.js";
import { draft } from "./draft.js";
import { t } from "./words.js";

const ICONS = { picture: "image", album: "copy", voice: "mic", video: "play", file: "file-text", location: "map-pin", sticker: "smile", stop: "ban", start: "play", button: "hand", contact: "user" };
const PLACE = { latitude: 31.2304, longitude: 121.4737, name: "The Bund", address: "Zhongshan East 1st Road, Shanghai" };
const WITH_FILE = ["picture", "voice", "video", "file"];

export function Writing({ channel }) {
  const [text, setText] = useState("");
  const [subject, setSubject] = useState("");
  const [open, setOpen] = useState(false);
  const field = useRef(null);
  useEffect(() => draft.is(text), [text]);
  const isMail = channel.kind === "email";
  // What was written goes with it: in a mail or a form, words and files are one.
  const take = () => {
    setText("");
    return { text: text.trim(), data: isMail && subject.trim() ? { subject: subject.trim() } : {} };
  };
  const send = async (event) => {
    event?.preventDefault();
    if (!text.trim()) return;
    await act("text", take());
    field.current?.focus();
  };
  const onKey = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !isMail) send(event);
  };
  return html`
    ${open && html`<${More} channel=${channel} text=${text} take=${take} done=${() => setOpen(false)} />`}
    <form class=${`writing ${isMail ? "mail" : ""}`} onSubmit=${send}>
      ${isMail && html`<input class="writing-subject" aria-label=${t("subject")} placeholder=${t("subject")} maxlength="200" value=${subject} onInput=${(event) => setSubject(event.target.value)} />`}
      ${more(channel).length > 0 && html`<button type="button" class="writing-button" aria-label=${t("more")} aria-expanded=${open} onClick=${() => setOpen(!open)}><${Icon} name=${open ? "x" : "plus"} size="large" /></button>`}
      <textarea ref=${field} rows=${isMail ? 3 : 1} aria-label=${isMail ? t("write_mail") : t("write")} placeholder=${isMail ? t("write_mail") : t("write")} value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${onKey}></textarea>
      <button class="writing-button send" aria-label=${t("send")} disabled=${!text.trim()}><${Icon} name="arrow-up" size="large" /></button>
    </form>`;
}

const more = (channel) => Object.keys(ICONS).filter((what) => (what === "album" ? channel.acts.includes("picture") : channel.acts.includes(what)));

function More({ channel, text, take, done }) {
  const chosen = useRef("file");
  const file = useRef(null);
  const run = (what) => {
    done();
    if (what === "album") return act("picture", { count: 10, ...(channel.together ? take() : {}) });
    if (what === "location") return act(what, { data: PLACE });
    if (what === "stop" || what === "start") return act(what, { text: what.toUpperCase() });
    if (what === "button") return act(what, { text: text || "OK", data: { payload: text || "OK", title: text || "OK" } });
    return act(what);
  };
  const pick = (what) => {
    chosen.current = what;
    file.current.click();
  };
  const upload = (event) => {
    const files = [...event.target.files].slice(0, 10);
    done();
    if (!files.length) return;
    act(kindOf(files[0], channel.acts), { files, ...(channel.together ? take() : {}) });
  };
  return html`
    <div class="writing-more">
      ${more(channel).map((what) => html`<button type="button" onClick=${() => run(what)}><span><${Icon} name=${ICONS[what]} size="large" /></span>${t(`act.${what}`)}</button>`)}
      ${WITH_FILE.some((what) => channel.acts.includes(what)) && html`<button type="button" onClick=${() => pick("file")}><span><${Icon} name="upload" size="large" /></span>${t("act.upload")}</button>`}
      <input type="file" multiple hidden ref=${file} onChange=${upload} />
    </div>`;
}

function kindOf(file, acts) {
  const wanted = file.type.startsWith("image/") ? "picture" : file.type.startsWith("audio/") ? "voice" : file.type.startsWith("video/") ? "video" : "file";
  return acts.includes(wanted) ? wanted : WITH_FILE.find((what) => acts.includes(what));
}
