// The page of a gap: what a phrasing would change, before it is kept.

const form = document.querySelector("[data-effect]");
const shown = form.querySelector("[data-shown]");
const share = (value) => Math.round(value * 100);

form.querySelector("[data-try]")?.addEventListener("click", async ({ currentTarget: button }) => {
  button.disabled = true;
  shown.textContent = shown.dataset.busy;
  const begun = await fetch(form.dataset.effect, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  const { name, description } = await begun.json();
  shown.textContent = begun.ok ? said(await result(name)) : description;
  button.disabled = false;
});

async function result(name) {
  for (let looks = 0; looks < 180; looks += 1) {
    await new Promise((done) => setTimeout(done, 1000));
    const answer = await (await fetch(`/knowledge/tried/${name}.json`, { headers: { Accept: "application/json" } })).json();
    if (answer.result) return answer.result;
  }
  return null;
}

function said(found) {
  if (!found) return "…";
  const values = { answered: share(found.after.answered), precision: share(found.after.precision), before: share(found.before.answered), right: share(found.before.precision) };
  return shown.dataset.words.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}
