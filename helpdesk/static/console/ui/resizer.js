// The line between two panes: dragged, or moved by arrow keys; the width is remembered.

import { html, useEffect, useRef } from "../dom.js";
import { recall, remember } from "../storage.js";

const STEP = 16;

export function Resizer({ name, least, most, usual, label, fromRight = false }) {
  const line = useRef();
  const width = useRef(recall(`width.${name}`, usual));
  const set = (wanted) => {
    width.current = Math.round(Math.max(least, Math.min(most, wanted)));
    document.documentElement.style.setProperty(`--width-${name}`, `${width.current}px`);
    line.current?.setAttribute("aria-valuenow", width.current);
  };
  const keep = () => remember(`width.${name}`, width.current);
  useEffect(() => set(width.current), []);

  const drag = (down) => {
    down.preventDefault();
    const [from, before] = [down.clientX, width.current];
    const move = (event) => set(before + (event.clientX - from) * (fromRight ? -1 : 1));
    const drop = () => {
      line.current.removeEventListener("pointermove", move);
      document.body.classList.remove("resizing");
      keep();
    };
    line.current.setPointerCapture(down.pointerId);
    document.body.classList.add("resizing");
    line.current.addEventListener("pointermove", move);
    line.current.addEventListener("pointerup", drop, { once: true });
    line.current.addEventListener("pointercancel", drop, { once: true });
  };
  const nudge = (event) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (!step) return;
    event.preventDefault();
    set(width.current + step * (fromRight ? -1 : 1));
    keep();
  };
  const reset = () => {
    set(usual);
    keep();
  };
  return html`
    <div ref=${line} class=${`resizer ${fromRight ? "at-start" : "at-end"}`} role="separator" aria-orientation="vertical" tabindex="0" aria-label=${label}
      aria-valuemin=${least} aria-valuemax=${most} aria-valuenow=${width.current} onPointerDown=${drag} onKeyDown=${nudge} onDblClick=${reset}></div>`;
}
