// How far a training has come; when it is through the new figures are put into the page, and what is typed stays.

const PAUSE = 700;
const place = document.getElementById("learning");
if (place.dataset.going === "yes") look();

async function look() {
  try {
    const { going, done, total, sentence } = await (await fetch("/settings/classifier/progress.json")).json();
    if (!going) return await showFigures();
    const bar = place.querySelector("progress");
    bar.max = total || 1;
    bar.value = done;
    const said = place.querySelector(".progress-said");
    if (said.textContent !== sentence) said.textContent = sentence; // read aloud once
  } catch {
    // The server is away for a moment; it is asked again.
  }
  setTimeout(look, PAUSE);
}

async function showFigures() {
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  for (const old of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${CSS.escape(old.dataset.live)}"]`);
    if (fresh) old.replaceWith(document.importNode(fresh, true));
  }
  const told = [...page.getElementById("learning").children].map((one) => document.importNode(one, true));
  told.forEach((one) => (one.hidden = false));
  place.replaceChildren(...told);
}
