// One tooltip for the whole page: it names what an icon does and the key that does the same.

const DELAY_MS = 400;
let bubble = null;
let timer = null;

export function watchTooltips() {
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && arm(event.target, DELAY_MS));
  document.addEventListener("focusin", (event) => event.target.matches?.(":focus-visible") && arm(event.target, 0));
  for (const name of ["pointerdown", "focusout", "keydown", "scroll"]) document.addEventListener(name, hide, true);
}

function arm(target, delay) {
  const owner = target.closest?.("[data-tip]");
  hide();
  if (owner) timer = setTimeout(() => show(owner), delay);
}

function show(owner) {
  if (!owner.isConnected) return;
  bubble ??= makeBubble();
  const keys = (owner.dataset.keys || "").split(" ").filter(Boolean);
  bubble.replaceChildren(owner.dataset.tip, ...keys.map(keyCap));
  bubble.showPopover();
  place(bubble, owner.getBoundingClientRect(), owner.dataset.tipSide);
}

function hide() {
  clearTimeout(timer);
  if (bubble?.matches(":popover-open")) bubble.hidePopover();
}

function makeBubble() {
  const element = document.createElement("div");
  element.className = "tooltip";
  element.setAttribute("role", "tooltip");
  element.popover = "manual"; // the top layer: above dialogs and never clipped
  document.body.append(element);
  return element;
}

function keyCap(text) {
  const cap = document.createElement("kbd");
  cap.textContent = text;
  return cap;
}

function place(element, anchor, side) {
  const { width, height } = element.getBoundingClientRect();
  const beside = side === "right" || (anchor.left < 60 && window.innerWidth > 720);
  const below = anchor.top < height + 12;
  const left = beside ? anchor.right + 6 : anchor.left + anchor.width / 2 - width / 2;
  const top = beside ? anchor.top + anchor.height / 2 - height / 2 : below ? anchor.bottom + 6 : anchor.top - height - 6;
  element.style.left = `${Math.round(Math.min(Math.max(6, left), window.innerWidth - width - 6))}px`;
  element.style.top = `${Math.round(Math.max(6, top))}px`;
}
