/* The only script that runs in the company's page: a button, and a frame from the helpdesk's own origin. */
(function (settings) {
  "use strict";
  // An <img name="body"> shadows document.body: ask the prototype, which nothing in the page can rename.
  const own = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const make = (tag) => Document.prototype.createElement.call(document, tag);
  const page = own("documentElement");
  const earlier = typeof window.helpdesk === "function" ? window.helpdesk : {};
  if (Object.hasOwn(earlier, "started")) return;

  // What the site has pinned; else what the visitor's browser asks for first; else what the page is written in.
  const chinese = /^zh/i.test([settings.language || navigator.languages, page.lang].flat().find((name) => /^(en|zh)/i.test(name)));
  const label = chinese ? "在线客服" : "Chat with us";
  const listeners = {};
  const waiting = []; // for the frame, until it says it is ready
  let frame, ready, opened, scroll, unread = 0;

  const holder = make("div");
  // Inline and important: the one place that no rule of the page can outrank.
  const force = (style) => Object.keys(style).forEach((k) => holder.style.setProperty(k, style[k], "important"));
  force({ all: "initial", position: "fixed", "z-index": "2147483647", display: "block", direction: "ltr" });
  const root = holder.attachShadow({ mode: "closed" });
  dress();
  const card = make("div");
  const button = make("button");
  button.type = "button";
  button.className = "launcher";
  button.append(icon("M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719"), icon("m6 9 6 6 6-6"));
  const badge = button.appendChild(make("span"));
  badge.className = "badge";
  root.append(card, button);
  show(false);
  count(0);

  button.addEventListener("click", () => (opened ? close() : open()));
  // By the time the finger comes down the frame is half loaded; whoever never comes near loads nothing.
  ["pointerenter", "focus"].forEach((name) => button.addEventListener(name, load));
  window.addEventListener("message", hear);
  window.addEventListener("blur", () => tell("page", where()));
  if (window.visualViewport) ["resize", "scroll"].forEach((n) => visualViewport.addEventListener(n, fit));
  if (recall()) load();

  const verbs = { open, close, on, identify: (who) => act("identify", who), logout };
  window.helpdesk = function (verb) {
    if (Object.hasOwn(verbs, verb)) return verbs[verb].apply(null, [].slice.call(arguments, 1));
  };
  window.helpdesk.started = true;
  if (Object.hasOwn(earlier, "q")) [].slice.call(earlier.q).forEach((call) => window.helpdesk.apply(null, call));
  page.appendChild(holder);

  function open() {
    load();
    show(true);
    if (ready) frame.focus();
    act("open", where());
    say("open");
  }

  function close() {
    if (!opened) return;
    show(false);
    button.focus();
    act("close");
    say("close");
  }

  function on(name, listener) {
    (listeners["$" + name] = listeners["$" + name] || []).push(listener);
    if (name === "unread" && unread) listener(unread); // it came before the page listened
  }

  function say(name, detail) {
    (listeners["$" + name] || []).forEach((listener) => listener(detail));
  }

  function load() {
    if (frame) return;
    frame = make("iframe");
    frame.title = label;
    frame.src = settings.origin + "/widget/" + settings.key + "/frame?language=" + (chinese ? "zh" : "en") + (recall() === "0" ? "&left=1" : "");
    frame.addEventListener("load", () => tell("hello", where(), true));
    card.appendChild(frame);
  }

  // The page may be gone before the frame hears of it: until the frame has confirmed, the next one begins with it.
  function logout() {
    recall(0);
    act("logout");
  }

  function act(name, data) {
    load();
    if (ready) tell(name, data);
    else waiting.push([name, data]);
  }

  function tell(name, data, early) {
    if (frame && (ready || early)) frame.contentWindow.postMessage({ helpdesk: name, data }, settings.origin);
  }

  function hear(event) {
    if (!frame || event.source !== frame.contentWindow || event.origin !== settings.origin) return;
    const { helpdesk: name, data } = event.data;
    if (name === "ready") {
      ready = true;
      waiting.splice(0).forEach((call) => tell(call[0], call[1]));
      if (opened) frame.focus();
      say("ready");
    }
    if (name === "close") close();
    if (name === "unread") count(data);
    if (name === "message") say("message", data);
    if (name === "known") recall(data);
  }

  // A visitor who has written before gets the frame at once, so that an answer lights the badge.
  // 1: known, 0: has left, which the frame does not know yet.
  function recall(known) {
    const key = "helpdesk." + settings.key;
    try {
      if (known === undefined) return localStorage.getItem(key);
      if (known === false) localStorage.removeItem(key);
      else localStorage.setItem(key, +known);
    } catch { /* no storage here: the frame comes with the first click */ }
  }

  function show(yes) {
    opened = yes;
    card.className = yes ? "card open" : "card";
    button.classList.toggle("away", yes);
    button.setAttribute("aria-expanded", yes);
    // The page behind a full screen must not scroll under the finger.
    if (yes && narrow()) {
      scroll = page.style.overflow;
      page.style.overflow = "hidden";
    } else if (!yes && scroll !== undefined) {
      page.style.overflow = scroll;
      scroll = undefined;
    }
    fit();
  }

  function count(number) {
    if (number !== unread) say("unread", number);
    unread = number;
    badge.textContent = number > 9 ? "9+" : number || "";
    const news = chinese ? "，" + number + " 条新消息" : ", " + number + " new";
    button.setAttribute("aria-label", label + (number ? news : ""));
  }

  function narrow() {
    return matchMedia("(max-width: 480px), (max-height: 480px)").matches;
  }

  // On a phone the keyboard covers the page without resizing it: the card keeps to what is left.
  function fit() {
    const view = window.visualViewport;
    const tight = opened && view && narrow() && view.scale === 1;
    card.style.height = tight ? view.height + "px" : "";
    card.style.top = tight ? view.offsetTop + "px" : "";
  }

  // Without query and fragment: those carry other people's secrets (reset links, tokens).
  function where() {
    return { url: location.origin + location.pathname, title: own("title") };
  }

  function icon(path) {
    const svg = Document.prototype.createElementNS.call(document, "http://www.w3.org/2000/svg", "svg");
    const line = Document.prototype.createElementNS.call(document, "http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", path);
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.appendChild(line);
    return svg;
  }

  function dress() {
    const text = settings.css.replaceAll("#color", settings.color).replaceAll("#ink", settings.ink);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
  }
})(/*settings*/ null);
