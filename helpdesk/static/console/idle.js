// Says when nobody has touched the console for five minutes, and when somebody is back.

import { tell } from "./live.js";

const IDLE_MS = 5 * 60_000;

export function watchIdle() {
  let idle = false;
  let timer = null;
  const rest = () => {
    idle = true;
    tell("idle", { idle: true });
  };
  const touched = () => {
    clearTimeout(timer);
    timer = setTimeout(rest, IDLE_MS);
    if (!idle) return;
    idle = false;
    tell("idle", { idle: false });
  };
  for (const name of ["keydown", "pointerdown", "pointermove", "wheel"]) document.addEventListener(name, touched, { passive: true, capture: true });
  touched();
}
