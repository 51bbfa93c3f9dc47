// The page of an inbox: test without leaving it, replace a secret, and see the first message come in.

const form = document.querySelector(".inbox-form");
const result = form.querySelector(".test-result");
const LOOK_EVERY_MS = 2000;

form.querySelector("[data-tests]")?.addEventListener("click", async ({ currentTarget: button }) => {
  const before = button.textContent;
  button.disabled = true;
  button.textContent = button.dataset.testing;
  const answer = await test().catch(() => ({ ok: false, problems: [String(navigator.onLine ? "?" : "offline")] }));
  button.textContent = before;
  button.disabled = false;
  show(answer.ok, answer.ok ? [answer.said] : answer.problems || [answer.description]);
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-replaces]");
  if (!button) return;
  const input = document.getElementById(button.dataset.replaces);
  input.hidden = false;
  input.focus();
  button.hidden = true;
});

async function test() {
  const response = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  return response.json();
}

function show(ok, lines) {
  result.className = `banner test-result ${ok ? "good" : "bad"}`;
  result.replaceChildren(...lines.flatMap((line, at) => (at ? [document.createElement("br"), line] : [line])));
  result.hidden = false;
  result.scrollIntoView({ block: "nearest" });
}

const waiting = document.querySelector("[data-awaits]");
if (waiting) {
  const timer = setInterval(async () => {
    if (document.hidden) return;
    const state = await fetch(waiting.dataset.awaits).then((response) => response.json()).catch(() => ({}));
    if (!state.last_in_at) return;
    clearInterval(timer);
    waiting.classList.add("good");
    waiting.textContent = waiting.dataset.arrived;
  }, LOOK_EVERY_MS);
}
