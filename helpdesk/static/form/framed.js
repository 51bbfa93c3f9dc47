/* In the frame: say how high the page is. The form works without it; it only has a scroll bar then. */
(function () {
  var key = document.body.getAttribute("data-form");
  function tell() {
    window.parent.postMessage({ form: key, height: document.documentElement.scrollHeight }, "*");
  }
  if (window.parent !== window) {
    tell();
    if (window.ResizeObserver) new ResizeObserver(tell).observe(document.body);
  }
})();
