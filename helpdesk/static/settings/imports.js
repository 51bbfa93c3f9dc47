// A file on its way: how much of it has arrived, then its page; what is wrong with it stands below it.

const form = document.querySelector(".import-begin");
const bar = form.querySelector("progress");
const wrong = form.querySelector(".banner");
const button = form.querySelector("button");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  wrong.hidden = true;
  bar.hidden = false;
  button.disabled = true;
  const request = new XMLHttpRequest(); // fetch() does not tell how much has been sent
  request.open("POST", form.action);
  request.responseType = "json";
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRF-Token", document.querySelector('meta[name="csrf"]').content);
  request.upload.onprogress = (sent) => sent.lengthComputable && (bar.value = sent.loaded / sent.total);
  request.onloadend = () => {
    if (request.status === 201) return window.location.assign(request.response.address);
    bar.hidden = true;
    button.disabled = false;
    wrong.hidden = false;
    wrong.textContent = request.response?.description || `${request.status || "–"}`;
  };
  request.send(new FormData(form));
});
