// What completes the word before the cursor: a saved reply after `/`, a colleague after `@`.

import { classes, html, useEffect, useState } from "../dom.js";
import { get } from "../api.js";
import { store } from "../store.js";
import { fillSavedReply } from "../verbs/sending.js";
import { attachKept } from "../verbs/uploading.js";
import { Avatar } from "../ui/avatar.js";
import { Icon } from "../ui/icon.js";
import { filter } from "../ui/choice_list.js";
import { toastError } from "../ui/toasts.js";
import { t } from "../words.js";

const ASK_AFTER_MS = 120;
const SHOWN = 8;

/** The word the cursor stands behind, if it begins with a sign that completes; an address like a@b does not. */
export function wordBefore(field, kind) {
  const before = field.value.slice(0, field.selectionStart);
  const match = before.match(kind === "note" ? /(^|\s|[，。、])([/@])([^\s/@]{0,30})$/ : /(^|\s|[，。、])(\/)([^\s/@]{0,30})$/);
  if (!match) return null;
  return { sign: match[2], text: match[3], from: before.length - match[3].length - 1, to: field.selectionStart };
}

export function Suggestions({ id, kind, word, steer, insert, close }) {
  const found = useFound(word, id);
  const [at, setAt] = useState(0);
  const here = Math.min(at, Math.max(0, found.length - 1));
  const choose = async (one) => {
    if (word.sign === "@") return insert(`@${one.label} `, word);
    try {
      insert(await fillSavedReply(id, one.key), word);
      if (one.files) await attachKept(id, kind, one.key);
    } catch (error) {
      toastError(error);
    }
  };
  steer.current = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") return close(), event.stopPropagation(), true;
    if (!found.length) return false;
    if (step) return setAt((here + step + found.length) % found.length), true;
    if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") return choose(found[here]), true;
    return false;
  };
  return html`
    <div class="suggestions" role="listbox" aria-label=${t(word.sign === "@" ? "mention" : "saved_replies")}>
      ${found.map((one, index) => html`
        <div key=${one.key} role="option" aria-selected=${index === here} class=${classes("menu-item", { at: index === here })}
          onPointerDown=${(event) => (event.preventDefault(), choose(one))} onPointerMove=${() => index !== here && setAt(index)}>
          ${word.sign === "@" && html`<${Avatar} name=${one.label} id=${one.key} size="small" />`}
          <span class="choice-text"><span class="one-line">${one.label}</span>${one.more && html`<span class="choice-more one-line">${one.more}</span>`}</span>${one.files > 0 && html`<span class="bar tight quiet-text figure"><${Icon} name="paperclip" />${one.files}</span>`}</div>`)}
      ${!found.length && html`<p class="menu-empty">${t(word.sign === "@" ? "mention.none" : "saved_replies.none")}</p>`}
    </div>`;
}

function useFound({ sign, text }, ticket) {
  const [replies, setReplies] = useState([]);
  useEffect(() => {
    if (sign !== "/") return;
    const timer = setTimeout(() => get(`/console/saved_replies.json?ticket=${ticket}&q=${encodeURIComponent(text)}`).then((answer) => setReplies(answer.saved_replies)).catch(() => setReplies([])), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [sign, text]);
  if (sign === "/") return replies.slice(0, SHOWN).map((reply) => ({ key: reply.id, label: reply.title, more: reply.text, files: reply.files }));
  const people = Object.values(store.state.agents).map((agent) => ({ key: agent.id, label: agent.name }));
  return filter(people, text).slice(0, SHOWN);
}
