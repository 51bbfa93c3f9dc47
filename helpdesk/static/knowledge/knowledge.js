// The editor: marks, preview, pictures by paste or drop, and a warning before something unsaved is lost.

const csrf = document.querySelector('meta[name="csrf"]')?.content || "";
const editor = document.querySelector("[data-editor]");
if (editor) edit(editor);

for (const form of document.querySelectorAll("form[data-upload]")) {
  form.addEventListener("submit", async (submit) => {
    submit.preventDefault();
    const button = form.querySelector("button:not([type=button])");
    button.disabled = true;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-CSRF-Token": csrf, Accept: "text/html" } }).catch(() => null);
    button.disabled = false;
    if (answer?.redirected) return window.location.assign(answer.url);
    if (!answer) return;
    const shown = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (shown) document.querySelector("main").replaceWith(document.adoptNode(shown));
  });
}

const visibility = document.querySelector("[data-visibility]");
visibility?.addEventListener("change", () => { document.querySelector("[data-segments]").hidden = visibility.value !== "segments"; });

function edit(form) {
  const body = form.elements.body, shown = form.querySelector("[data-shown]");
  let saved = text();
  form.addEventListener("submit", () => { saved = text(); });
  window.addEventListener("beforeunload", (leave) => { if (text() !== saved) leave.preventDefault(); });
  form.addEventListener("click", (click) => {
    const mark = click.target.closest("[data-mark]"), view = click.target.closest("[data-view]");
    if (mark) put(mark.dataset.mark);
    if (view) look(view.dataset.view);
  });
  form.addEventListener("keydown", (key) => {
    if (!(key.ctrlKey || key.metaKey) || key.isComposing) return;
    if (key.key === "s") { key.preventDefault(); form.requestSubmit(); }
    if (key.key === "b" && key.target === body) { key.preventDefault(); put("**"); }
    if (key.key === "i" && key.target === body) { key.preventDefault(); put("*"); }
  });
  form.querySelector("[data-picture]").addEventListener("change", (change) => { keep([...change.target.files]); change.target.value = ""; });
  body.addEventListener("paste", (paste) => { if (paste.clipboardData.files.length) { paste.preventDefault(); keep([...paste.clipboardData.files]); } });
  body.addEventListener("dragover", (drag) => drag.preventDefault());
  body.addEventListener("drop", (drop) => { if (drop.dataTransfer.files.length) { drop.preventDefault(); keep([...drop.dataTransfer.files]); } });

  function text() { return form.elements.title.value + "\n" + body.value; }

  function put(mark) {
    const chosen = body.value.slice(body.selectionStart, body.selectionEnd);
    if (mark === "link") return insert(`[${chosen || "…"}](https://)`);
    if (mark === "table") return insert("\n|  |  |\n|---|---|\n|  |  |\n");
    if (mark.startsWith(":::")) return insert(`\n${mark}\n${chosen || "…"}\n:::\n`);
    if (mark.endsWith(" ")) return insert((chosen || "…").split("\n").map((line) => mark + line).join("\n"));
    insert(mark + (chosen || "…") + mark);
  }

  function insert(words) {
    body.focus();
    // Through the browser, so that it can be undone like typing.
    if (!document.execCommand("insertText", false, words)) body.setRangeText(words, body.selectionStart, body.selectionEnd, "end");
  }

  async function look(view) {
    for (const button of form.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    const preview = view === "preview";
    if (preview) {
      const answer = await fetch(form.dataset.preview, { method: "POST", headers: { "X-CSRF-Token": csrf, "Content-Type": "application/json" }, body: JSON.stringify({ body: body.value }) }).catch(() => null);
      if (answer?.ok) shown.innerHTML = (await answer.json()).html; // cleaned by the server, as readers get it
    }
    body.hidden = preview;
    shown.hidden = !preview;
  }

  async function keep(files) {
    for (const file of files.slice(0, 10)) {
      const sent = new FormData();
      sent.append("file", file);
      const answer = await fetch(form.dataset.files, { method: "POST", body: sent, headers: { "X-CSRF-Token": csrf, Accept: "application/json" } }).catch(() => null);
      const said = answer ? await answer.json().catch(() => ({})) : {};
      if (answer?.ok) insert(said.markdown + "\n");
      else window.alert(said.description || "×");
    }
  }
}
