// The page of a bot: what the precision wanted comes to while it is being chosen, and a try on past tickets.

const form = document.querySelector("[data-bot]");
const slider = form.querySelector("[data-aim]");

slider.addEventListener("input", showEffect);
form.querySelector("[data-engine]").addEventListener("change", ({ target }) => { form.querySelector("[data-model]").hidden = target.value !== "llm"; });
form.addEventListener("change", ({ target }) => {
  if (target.name === "when") form.querySelector("[data-hours]").hidden = target.value !== "hours";
});
showEffect();

/** The lowest threshold that keeps the aim, as calibrating.py chooses it: a little in reserve. */
function chosen(line, aim) {
  const points = JSON.parse(line.dataset.curve);
  const wanted = Math.min(aim + (Number(line.dataset.questions) ? 0.01 : 0.03), 1);
  return points.find(([, precision]) => precision >= wanted) || points.reduce((best, one) => (one[1] > best[1] ? one : best));
}

function showEffect() {
  const aim = Number(slider.value) / 100;
  form.querySelector("[data-aim-shown]").textContent = slider.value;
  const marks = document.querySelectorAll("[data-mark]");
  form.querySelectorAll("[data-curve]").forEach((line, at) => {
    const [threshold, precision, answered] = chosen(line, aim);
    const words = line.querySelector("[data-effect]");
    words.textContent = filled(Number(line.dataset.questions) ? words.dataset.words : words.dataset.blind, { answered: Math.round(answered * 100), precision: Math.round(precision * 100) });
    line.dataset.threshold = threshold;
    for (const side of ["x1", "x2"]) marks[at]?.setAttribute(side, 40 + threshold * 540);
  });
}

const past = document.querySelector("[data-past]");
past?.querySelector("[data-try]").addEventListener("click", async ({ currentTarget: button }) => {
  const before = button.textContent;
  button.disabled = true;
  button.textContent = button.dataset.busy;
  try {
    showPast(await tried());
  } catch (error) {
    says(String(error.message || error));
  }
  button.disabled = false;
  button.textContent = before;
});

async function tried() {
  const wish = new FormData();
  wish.set("csrf_token", form.elements.csrf_token.value);
  wish.set("language", past.querySelector("[data-language]").value);
  const begun = await fetch(past.dataset.past, { method: "POST", body: wish, headers: { Accept: "application/json" } });
  const { name, description } = await begun.json();
  if (!begun.ok) throw new Error(description);
  for (let looks = 0; looks < 120; looks += 1) {
    await new Promise((done) => setTimeout(done, 1000));
    const { result } = await (await fetch(`/settings/bot/tried/${name}.json`, { headers: { Accept: "application/json" } })).json();
    if (result) return result;
  }
  throw new Error("…");
}

function showPast(result) {
  const box = past.querySelector("[data-result]");
  if (!result.tickets) return says(box.dataset.none);
  const at = ["en", "zh"].indexOf(past.querySelector("[data-language]").value);
  const threshold = Number(form.querySelectorAll("[data-curve]")[at].dataset.threshold);
  const point = result.points.find(([one]) => one >= threshold - 1e-9) || result.points.at(-1);
  const precision = point[1] === null ? "–" : `${Math.round(point[1] * 100)}${document.documentElement.lang.startsWith("zh") ? "" : " "}%`;
  says(filled(box.dataset.summary, { tickets: result.tickets, known: result.known, answered: Math.round(point[2] * 100), precision }));
  if (result.wrong.length) box.append(table(box.dataset, result.wrong));
}

function says(words) {
  const box = past.querySelector("[data-result]");
  const line = document.createElement("p");
  line.textContent = words;
  box.replaceChildren(line);
  box.hidden = false;
}

function table(words, rows) {
  const made = document.createElement("table");
  made.className = "table";
  const line = (tag, cells) => {
    const row = made.insertRow();
    cells.forEach((cell) => { const one = document.createElement(tag); one.append(cell); row.append(one); });
  };
  line("th", [words.asked, words.gold, words.found]);
  for (const one of rows) {
    const link = document.createElement("a");
    link.href = `/tickets/${one.ticket}`;
    link.textContent = one.text;
    line("td", [link, one.gold, one.found]);
  }
  return made;
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
