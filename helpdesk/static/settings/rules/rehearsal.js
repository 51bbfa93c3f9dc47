// How far a rehearsal has come; the page is drawn anew when it is through.

const PAUSE = 700;
const line = document.getElementById("rehearsal");
if (line) look();

async function look() {
  try {
    const answer = await fetch(`/settings/rehearsals/${line.dataset.number}/progress.json`);
    const { state, done, total } = await answer.json();
    if (state !== "waiting" && state !== "running") return location.reload();
    const bar = line.querySelector("progress");
    bar.max = total || 1;
    bar.value = done;
    line.querySelector(".progress-said").textContent = `${done.toLocaleString()} / ${total ? total.toLocaleString() : "…"}`;
  } catch {
    // The server is away for a moment; it is asked again.
  }
  setTimeout(look, PAUSE);
}
