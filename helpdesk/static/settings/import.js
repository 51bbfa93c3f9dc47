// An import at work: its bar and its figures move by themselves; when it ends, the page shows what can be done now.

const LOOK_EVERY_MS = 1000;
const card = document.querySelector("[data-progress]");
const bar = card.querySelector("progress");

if (card.dataset.working === "1") {
  const timer = setInterval(async () => {
    if (document.hidden) return;
    const now = await fetch(card.dataset.progress, { headers: { Accept: "application/json" } }).then((answer) => answer.json()).catch(() => null);
    if (!now) return;
    if (!now.working) {
      clearInterval(timer);
      window.location.reload();
      return;
    }
    bar.value = now.percent;
    card.querySelector("[data-said]").textContent = now.total ? `${now.said} · ${now.position} / ${now.total}` : now.said;
    for (const figure of card.querySelectorAll("[data-figure]")) figure.textContent = now[figure.dataset.figure];
  }, LOOK_EVERY_MS);
}
