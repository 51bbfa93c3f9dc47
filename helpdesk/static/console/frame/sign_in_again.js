// The session is over: sign in again above everything, so that nothing typed is lost.

import { html, useEffect, useRef, useState } from "../dom.js";
import { get } from "../api.js";
import { connectNow } from "../live.js";
import { dispatch, store, useStore } from "../store.js";
import { loadAgain } from "../verbs/loading.js";
import { sendWaiting } from "../verbs/sending.js";
import { t } from "../words.js";

export function SignInAgain() {
  const { over, email } = useStore((state) => ({ over: state.signedOut, email: state.me?.email }));
  return over ? html`<${Form} email=${email} />` : null;
}

function Form({ email }) {
  const dialog = useRef();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => dialog.current.showModal(), []);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    setProblem(await signIn(new FormData(event.target)).catch(() => t("error.offline")));
    setBusy(false);
  };
  return html`
    <dialog ref=${dialog} class="dialog narrow" aria-label=${t("again.title")} onCancel=${(event) => event.preventDefault()}>
      <form onSubmit=${submit}>
        <header><h2>${t("again.title")}</h2></header>
        <div class="dialog-body">
          <p>${t("again.safe")}</p>
          ${problem && html`<p class="banner bad" role="alert">${problem}</p>`}
          <label class="field"><span class="label">${t("email")}</span><input class="input" type="email" name="email" value=${email} autocomplete="username" required /></label>
          <label class="field"><span class="label">${t("password")}</span><input class="input" type="password" name="password" autocomplete="current-password" required autofocus /></label>
        </div>
        <footer><a class="button" href="/sign-in">${t("again.page")}</a><button class="button primary" disabled=${busy}>${t("sign_in")}</button></footer>
      </form>
    </dialog>`;
}

/** Answers with what went wrong, or with nothing. */
async function signIn(form) {
  const { csrf } = await (await fetch("/sign-in.json", { headers: { Accept: "application/json" } })).json();
  const answer = await fetch("/sign-in", {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: JSON.stringify(Object.fromEntries(form)),
  });
  if (!answer.ok) return (await answer.json()).description || t("again.wrong");
  const start = await get("/console/start.json");
  // Somebody else at the same desk must not be shown what the last one had open.
  if (start.me.id !== store.state.me.id) return window.location.assign("/");
  dispatch({ type: "started", start });
  connectNow();
  loadAgain();
  sendWaiting();
  return "";
}
