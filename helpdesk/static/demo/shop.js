// What a shop does to carry the widget: say who is signed in, and open it where somebody wants to ask.
// Calls made before the widget's script has come wait in a queue that it empties.
window.helpdesk = window.helpdesk || function () {
  (window.helpdesk.q = window.helpdesk.q || []).push(arguments);
};

const { visitor, signedOut } = document.body.dataset;
if (visitor) window.helpdesk("identify", JSON.parse(visitor));
else if (signedOut) window.helpdesk("logout");

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-ask]")) window.helpdesk("open");
  const menu = document.getElementById("people");
  if (menu.open && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = document.getElementById("people");
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
