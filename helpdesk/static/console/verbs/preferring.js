// My own settings: applied at once, kept on the server; what belongs to this screen alone is kept in this browser.

import { get, put } from "../api.js";
import { dispatch, store } from "../store.js";
import { remember } from "../storage.js";
import { applyTheme } from "../theme.js";
import { toastError } from "../ui/toasts.js";
import { speak } from "../words.js";

export async function prefer(preferences) {
  dispatch({ type: "preferences_changed", preferences });
  if (preferences.theme) applyTheme(preferences.theme);
  if (preferences.language) speak(preferences.language);
  try {
    await put("/console/me/preferences", preferences);
    // The names of views are the server's words.
    if (preferences.language) dispatch({ type: "started", start: await get("/console/start.json") });
  } catch (error) {
    toastError(error);
  }
}

export async function setAvailability(availability) {
  const { id, availability: before } = store.state.me;
  dispatch({ type: "availability_changed", agent_id: id, availability });
  try {
    await put("/console/me/availability", { availability });
  } catch (error) {
    dispatch({ type: "availability_changed", agent_id: id, availability: before });
    toastError(error);
  }
}

export function setCompact(compact) {
  remember("compact", compact);
  document.body.classList.toggle("compact", compact);
}

export async function signOut() {
  const form = document.createElement("form");
  const token = document.createElement("input");
  Object.assign(form, { method: "post", action: "/sign-out", hidden: true });
  Object.assign(token, { name: "csrf_token", value: store.state.csrf });
  form.append(token);
  document.body.append(form);
  form.submit();
}
