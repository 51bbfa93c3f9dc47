// One click in the mail: what the link chose is sent as soon as a person is here. A scanner that opens the link, with
// scripts or without, touches nothing and so votes for nobody.
(function () {
  var form = document.querySelector("form[data-chosen]");
  if (!form || !window.fetch) return;
  var signs = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel"];
  var sent = false;

  function send(event) {
    if (sent || !event.isTrusted || navigator.webdriver) return;
    sent = true;
    signs.forEach(function (name) { document.removeEventListener(name, send); });
    var query = new URLSearchParams(location.search);
    var answers = {};
    answers[query.get("q")] = query.get("a");
    fetch(location.pathname, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ answers: answers }),
    }).then(function (response) {
      if (response.ok) form.querySelector(".banner").textContent = form.getAttribute("data-chosen");
    }).catch(function () { /* the button below still sends it */ });
  }

  signs.forEach(function (name) { document.addEventListener(name, send, { passive: true }); });
})();
