// What a phrasing or a word would change, asked for before it is saved: <button data-effect="address"> in its form.

const csrf = document.querySelector('meta[name="csrf"]')?.content || "";
const LOOKS = 180;

for (const button of document.querySelectorAll("button[data-effect]")) button.addEventListener("click", () => show(button));

async function show(button) {
  const shown = button.form.querySelector("[data-effect-shown]");
  const words = JSON.parse(shown.dataset.words);
  button.disabled = true;
  shown.replaceChildren(line(words.busy));
  const answer = await fetch(button.dataset.effect, { method: "POST", body: new FormData(button.form), headers: { Accept: "application/json", "X-CSRF-Token": csrf } }).catch(() => null);
  const begun = (await answer?.json().catch(() => null)) || {};
  shown.replaceChildren(...(answer?.ok ? said(await result(begun.name), words) : [line(begun.description || words.failed)]));
  button.disabled = false;
}

async function result(name) {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await new Promise((done) => setTimeout(done, 1000));
    const answer = await fetch(`/knowledge/tried/${name}.json`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer && !answer.ok) return null;
    const found = (await answer?.json())?.result;
    if (found) return found;
  }
  return null;
}

function said(found, words) {
  if (!found) return [line(words.failed)];
  if (found.unknown) return [line(words.unknown)];
  const parts = [line(words.asked.replace("{n}", found.asked))];
  for (const kind of ["answered", "otherwise", "lost"]) {
    if (!found.counts[kind]) continue;
    const list = document.createElement("ul");
    list.append(...found[kind].map((one) => row(one, kind)));
    parts.push(line(words[kind].replace("{n}", found.counts[kind]), "effect-kind"), list);
  }
  return parts.length > 1 ? parts : [line(words.nothing.replace("{n}", found.asked))];
}

function row({ text, before, after }, kind) {
  const item = document.createElement("li"), title = document.createElement("span");
  title.className = "quiet-text";
  title.textContent = kind === "otherwise" ? ` ${before} → ${after}` : ` → ${kind === "lost" ? before : after}`;
  item.append(text, title);
  return item;
}

function line(text, kind = "quiet-text small-text") {
  const made = document.createElement("p");
  made.className = kind;
  made.textContent = text;
  return made;
}
