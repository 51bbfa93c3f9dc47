// The page of one rule: when, if, then, and beside it what it would match now.

import "../../design/conditions/builder.js";
import "./actions.js";
import "./triggers.js";

const PAUSE = 400;
const form = document.getElementById("rule");
const aside = document.getElementById("matching");
const against = document.getElementById("contradictions");
const csrf = document.querySelector('meta[name="csrf"]').content;
let waiting, asked = 0;
let unsaved = Boolean(document.querySelector(".banner.bad"));

for (const kind of ["change", "input"]) form.addEventListener(kind, ({ target }) => {
  unsaved ||= target.name !== "days";
  ask();
});
form.addEventListener("submit", () => (unsaved = false));
window.addEventListener("beforeunload", (leave) => unsaved && leave.preventDefault());
ask();

function ask() {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
}

async function look() {
  const mine = ++asked;
  const read = (name) => JSON.parse(form.elements[name]?.value || "null");
  const body = JSON.stringify({ triggers: read("triggers"), conditions: read("conditions"), actions: read("actions") });
  try {
    const answer = await fetch("/settings/rules/preview.json", { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf } });
    if (mine === asked) answer.ok ? show(await answer.json()) : fail();
  } catch {
    if (mine === asked) fail();
  }
}

function show({ problem, sentence, tickets = [], contradictions = [] }) {
  against.hidden = !contradictions.length;
  against.textContent = contradictions.join(" ");
  aside.querySelector(".figure").textContent = problem || sentence;
  aside.querySelector(".figure").classList.toggle("problem", Boolean(problem));
  aside.querySelector("ul").replaceChildren(...tickets.map(lineOf));
}

function lineOf({ id, subject, href }) {
  const link = Object.assign(document.createElement("a"), { href, textContent: `#${id} ${subject}`, className: "one-line" });
  const line = document.createElement("li");
  line.append(link);
  return line;
}

const fail = () => show({ problem: aside.dataset.failed });
