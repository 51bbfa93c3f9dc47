// What every page can do without the console: tooltips, dialogs opened by a button, forms sent once, copying.
// <button data-tip="Reply" data-keys="R"> · <button data-opens="dialog-id"> · <button data-closes> · <form data-once>
// <dialog data-again> (opens by itself) · <form data-confirm="Delete this inbox?"> · <button data-copies="text"> (says data-copied when done)

import { watchTooltips } from "./tooltip.js";

watchTooltips();

// On a phone the sections are a strip: the one that is open is brought into sight; the page itself stays where it is.
const opened = document.querySelector(".sections [aria-current]");
const strip = opened?.closest(".sections");
if (strip) strip.scrollLeft += opened.getBoundingClientRect().left - (strip.clientWidth - opened.offsetWidth) / 2;

// What was refused is shown where it was typed.
document.querySelector("dialog[data-again]")?.showModal();

document.addEventListener("click", (click) => {
  const button = click.target.closest("[data-opens], [data-closes], [data-copies]");
  if (!button) return;
  if (button.dataset.opens) document.getElementById(button.dataset.opens)?.showModal();
  if ("closes" in button.dataset) button.closest("dialog")?.close();
  if (button.dataset.copies) copy(button);
});

document.addEventListener("submit", (submit) => {
  const form = submit.target;
  if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) return submit.preventDefault();
  if ("once" in form.dataset) {
    // After the browser has gathered the fields: a disabled button would drop its own value from them.
    setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)));
  }
});

// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-once] button").forEach((button) => (button.disabled = false));
});

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copies);
  const before = button.textContent;
  button.textContent = button.dataset.copied || "✓";
  setTimeout(() => (button.textContent = before), 1500);
}
