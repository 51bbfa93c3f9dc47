// A field that filters and a list to choose from: the command bar, every picker, saved replies.
// options: [{key, label, hint, icon, avatar, dot, chosen, danger, group, run}]; run() may return "stay".

import { classes, html, useEffect, useMemo, useRef, useState } from "../dom.js";
import { t } from "../words.js";
import { Avatar } from "./avatar.js";
import { Icon } from "./icon.js";

const MOST = 60;

export function ChoiceList({ options, placeholder, close, free, onType, empty }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef();
  const found = useMemo(() => withFree(filter(options, text), free, text), [options, text, free]);
  const here = Math.min(at, found.length - 1);
  useEffect(() => list.current?.querySelector(".at")?.scrollIntoView({ block: "nearest" }), [here, found]);
  const choose = (option) => option && option.run() !== "stay" && close();
  const type = (event) => {
    setText(event.target.value);
    setAt(0);
    onType?.(event.target.value);
  };
  const steer = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((here + step + found.length) % found.length);
    else if (event.key === "Enter") choose(found[here]);
    else if (event.key === "Escape") close();
    else if (event.key !== "Tab") return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  };
  return html`
    <div class="menu-search"><input class="input" type="text" autofocus role="combobox" aria-expanded="true" aria-controls="choices"
      aria-activedescendant=${found[here] ? `choice-${here}` : undefined} aria-label=${placeholder} placeholder=${placeholder}
      autocomplete="off" spellcheck=${false} value=${text} onInput=${type} onKeyDown=${steer} /></div>
    <div ref=${list} id="choices" role="listbox" aria-label=${placeholder} class="choices">
      ${found.map((option, index) => html`
        ${option.group && option.group !== found[index - 1]?.group && html`<div class="menu-title" role="presentation">${option.group}</div>`}
        <${Choice} key=${option.key} id=${`choice-${index}`} option=${option} at=${index === here} choose=${choose} point=${() => setAt(index)} />`)}
      ${!found.length && html`<p class="menu-empty">${empty || t("picker.nothing")}</p>`}
    </div>`;
}

function Choice({ id, option, at, choose, point }) {
  return html`
    <div id=${id} role="option" aria-selected=${at} class=${classes("menu-item", { at, danger: option.danger })}
      onPointerMove=${() => !at && point()} onPointerDown=${(event) => event.preventDefault()} onClick=${() => choose(option)}>
      ${option.avatar && html`<${Avatar} name=${option.label} id=${option.avatar} size="small" presence=${option.presence} />`}
      ${option.icon && html`<${Icon} name=${option.icon} />`}
      <span class="choice-text"><span class="one-line">${option.label}</span>${option.more && html`<span class="choice-more one-line">${option.more}</span>`}</span>
      ${option.hint && html`<span class="hint">${option.keys ? option.hint.split(" ").map((key) => html`<kbd>${key}</kbd> `) : option.hint}</span>`}
      ${option.chosen && html`<span class="chosen"><${Icon} name="check" label=${t("picker.chosen")} /></span>`}
    </div>`;
}

/** Every word typed must occur; what begins with the text comes first. */
export function filter(options, text) {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return options.filter((option) => !option.onlySearched).slice(0, MOST);
  const scored = options
    .map((option) => ({ option, score: score(`${option.label} ${option.more || ""} ${option.also || ""}`.toLowerCase(), words) }))
    .filter(({ score }) => score > 0);
  return scored.sort((a, b) => b.score - a.score).map(({ option }) => option).slice(0, MOST);
}

function score(label, words) {
  if (!words.every((word) => label.includes(word))) return 0;
  return label.startsWith(words[0]) ? 3 : label.includes(` ${words[0]}`) ? 2 : 1;
}

function withFree(found, free, text) {
  const wanted = text.trim();
  const exists = found.some((option) => option.label.toLowerCase() === wanted.toLowerCase());
  return free && wanted && !exists ? [...found, free(wanted)] : found;
}
