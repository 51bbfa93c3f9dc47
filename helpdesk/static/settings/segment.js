// The page of one segment: how many customers it would be, counted while the conditions are written.

import "../design/conditions/builder.js";

const PAUSE_MS = 400;
const form = document.getElementById("segment");
const place = document.getElementById("count");
const csrf = document.querySelector('meta[name="csrf"]').content;
let waiting, asked = 0;

form.addEventListener("change", soon);
form.addEventListener("input", soon);
soon();

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(count, PAUSE_MS);
}

async function count() {
  const mine = ++asked;
  const body = JSON.stringify({ conditions: JSON.parse(form.elements.conditions?.value || "null") });
  const answer = await fetch("/settings/segments/preview.json", { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf } }).then((response) => (response.ok ? response.json() : null)).catch(() => null);
  if (mine === asked) place.textContent = answer ? answer.problem || answer.sentence : place.dataset.failed;
}
