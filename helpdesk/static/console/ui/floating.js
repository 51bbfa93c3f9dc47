// Puts a floating element beside its anchor, inside the window. Styles go through CSSOM: no inline style attributes.

export function placeBeside(element, anchor, { align = "start", gap = 4 } = {}) {
  const { width, height } = element.getBoundingClientRect();
  const room = { right: window.innerWidth - 8, bottom: window.innerHeight - 8 };
  let left = align === "end" ? anchor.right - width : anchor.left;
  let top = anchor.bottom + gap;
  if (top + height > room.bottom && anchor.top - gap - height > 8) top = anchor.top - gap - height;
  left = Math.max(8, Math.min(left, room.right - width));
  top = Math.max(8, Math.min(top, room.bottom - height));
  element.style.left = `${Math.round(left)}px`;
  element.style.top = `${Math.round(top)}px`;
}

export function placeCentred(element) {
  const { width } = element.getBoundingClientRect();
  element.style.left = `${Math.round((window.innerWidth - width) / 2)}px`;
  element.style.top = `${Math.round(Math.max(8, window.innerHeight * 0.16))}px`;
}
