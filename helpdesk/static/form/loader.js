/* The form in a company's page: a frame where the script stands, as high as what is in it. */
(function (settings) {
  "use strict";
  var script = document.currentScript;
  var frame = document.createElement("iframe");
  var chinese = /^zh/i.test(document.documentElement.lang || navigator.language);
  frame.src = settings.origin + "/form/" + settings.key + "?embed=1&lang=" + (chinese ? "zh" : "en");
  frame.title = chinese ? "联系我们" : "Contact us";
  frame.style.cssText = "width:100%;height:640px;border:0;display:block";
  script.parentNode.insertBefore(frame, script.nextSibling);
  // Only our own frame may say how high it wants to be, and only within reason.
  window.addEventListener("message", function (event) {
    var height = event.data && event.data.form === settings.key ? Number(event.data.height) : 0;
    if (event.source === frame.contentWindow && event.origin === settings.origin && height > 0 && height < 10000) {
      frame.style.height = Math.ceil(height) + "px";
    }
  });
})(/*settings*/ null);
