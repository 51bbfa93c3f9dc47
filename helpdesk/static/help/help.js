// Suggestions while somebody types, and times by the reader's own clock. Everything works without it.
(() => {
  const clock = { dateStyle: "medium", timeStyle: "short" };
  for (const at of document.querySelectorAll("time[data-at]")) at.textContent = new Date(at.dateTime).toLocaleString(document.documentElement.lang, clock);
  for (const form of document.querySelectorAll("[data-suggest]")) {
    const input = form.querySelector("input:not([type=hidden])");
    const list = document.createElement("ul");
    list.className = "suggestions"; list.id = "s" + Math.random().toString(36).slice(2); list.hidden = true;
    list.setAttribute("role", "listbox");
    form.append(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
    let waiting = 0, asked = "", at = -1;
    const show = (articles) => {
      at = -1; input.removeAttribute("aria-activedescendant");
      list.replaceChildren(...articles.map((article, place) => {
        const item = document.createElement("li"), link = document.createElement("a");
        item.setAttribute("role", "option"); item.id = list.id + place;
        link.href = article.address; link.textContent = article.title; link.tabIndex = -1;
        item.append(link); return item;
      }));
      list.hidden = !articles.length; input.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async () => {
      const typed = input.value.trim();
      if (typed === asked) return;
      asked = typed;
      if (typed.length < 2 && !/[^\x00-\x7f]/.test(typed)) return show([]);
      try {
        const answer = await fetch(form.dataset.suggest + "?q=" + encodeURIComponent(typed));
        if (answer.ok && asked === typed) show((await answer.json()).articles);
      } catch { show([]); }
    };
    input.addEventListener("input", (event) => { if (!event.isComposing) { clearTimeout(waiting); waiting = setTimeout(ask, 120); } });
    input.addEventListener("compositionend", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
    input.addEventListener("keydown", (event) => {
      const items = [...list.children];
      if (event.key === "Escape" && !list.hidden) { event.preventDefault(); return show([]); }
      if (event.isComposing || list.hidden || !items.length) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        at = (at + (event.key === "ArrowDown" ? 1 : items.length + (at < 0))) % items.length;
        items.forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
        input.setAttribute("aria-activedescendant", items[at].id);
      } else if (event.key === "Enter" && at >= 0) { event.preventDefault(); items[at].firstChild.click(); }
    });
    document.addEventListener("click", (event) => { if (!form.contains(event.target)) show([]); });
  }
})();
