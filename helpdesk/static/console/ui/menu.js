// A button with a menu. items: [{label, icon, hint, run, danger, chosen, disabled} | "line" | {title}].

import { classes, html, useLayoutEffect, useRef, useState } from "../dom.js";
import { placeBeside } from "./floating.js";
import { Icon } from "./icon.js";

export function MenuButton({ items, align = "start", className = "button quiet icon-only", icon, label, tip, children, ...rest }) {
  const [open, setOpen] = useState(false);
  const button = useRef();
  const close = (giveBack = true) => {
    setOpen(false);
    if (giveBack) button.current?.focus();
  };
  return html`
    <button ref=${button} type="button" class=${className} aria-haspopup="menu" aria-expanded=${open} aria-label=${children ? undefined : label}
      data-tip=${tip ?? (children ? undefined : label)} onClick=${() => setOpen(!open)}
      onKeyDown=${(event) => event.key === "ArrowDown" && (event.preventDefault(), setOpen(true))} ...${rest}>
      ${children || html`<${Icon} name=${icon} />`}
    </button>
    ${open && html`<${Menu} anchor=${button.current} align=${align} items=${typeof items === "function" ? items() : items} close=${close} label=${label} />`}`;
}

function Menu({ anchor, align, items, close, label }) {
  const menu = useRef();
  // Before the next key: an effect would wait for a frame, and what is typed meanwhile would be lost.
  useLayoutEffect(() => {
    menu.current.showPopover(); // the top layer: no pane can clip it
    placeBeside(menu.current, anchor.getBoundingClientRect(), { align });
    menu.current.querySelector(".menu-item")?.focus();
    const outside = (event) => !menu.current?.contains(event.target) && !anchor.contains(event.target) && close(false);
    document.addEventListener("pointerdown", outside, true);
    return () => document.removeEventListener("pointerdown", outside, true);
  }, []);
  return html`
    <div ref=${menu} class="menu" role="menu" popover="manual" aria-label=${label} onKeyDown=${(event) => walk(event, menu.current, close)}>
      ${items.filter(Boolean).map((item) => html`<${Item} item=${item} close=${close} />`)}
    </div>`;
}

function Item({ item, close }) {
  if (item === "line") return html`<div class="menu-line" role="separator"></div>`;
  if (item.title) return html`<div class="menu-title">${item.title}</div>`;
  const run = () => {
    close();
    item.run();
  };
  const role = item.chosen === undefined ? "menuitem" : "menuitemradio";
  return html`
    <button type="button" role=${role} aria-checked=${item.chosen} tabindex="-1" disabled=${item.disabled}
      class=${classes("menu-item", { danger: item.danger })} onClick=${run}>
      ${item.icon && html`<${Icon} name=${item.icon} />`}${item.dot && html`<span class=${`dot ${item.dot}`}></span>`}
      <span class="one-line">${item.label}</span>
      ${item.hint && html`<span class="hint">${item.hint}</span>`}
      ${item.chosen && html`<span class="chosen"><${Icon} name="check" /></span>`}
    </button>`;
}

function walk(event, menu, close) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  const items = [...menu.querySelectorAll(".menu-item:not(:disabled)")];
  const at = items.indexOf(document.activeElement);
  event.stopPropagation();
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    close();
  } else if (steps[event.key]) {
    event.preventDefault();
    items[(at + steps[event.key] + items.length) % items.length]?.focus();
  } else if (event.key === "Home" || event.key === "End") {
    event.preventDefault();
    items.at(event.key === "Home" ? 0 : -1)?.focus();
  }
}
