// Requests to the server. Every failure becomes one ApiError with a sentence that can be shown.

import { dispatch, store } from "./store.js";
import { t } from "./words.js";

export class ApiError extends Error {
  constructor(status, { error, description, details } = {}) {
    super(description || error || `HTTP ${status}`);
    Object.assign(this, { status, code: error, description, details: details || {} });
  }
  /** Nothing was heard from the server: it may be tried again. */
  get isOffline() {
    return this.status === 0;
  }
}

export const get = (path) => request("GET", path);
export const post = (path, body = {}) => request("POST", path, body);
export const put = (path, body = {}, how = {}) => request("PUT", path, body, how);
export const remove = (path, body, how = {}) => request("DELETE", path, body, how);

/** `how.keepalive`: it is sent even if the window closes now (browsers take 64 KB of such). */
async function request(method, path, body, { keepalive = false, again = true } = {}) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRF-Token"] = store.state.csrf;
  const isForm = body instanceof FormData; // a browser names the boundary of a form itself
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  const content = body === undefined || isForm ? body : JSON.stringify(body);
  const response = await fetch(path, { method, headers, body: content, credentials: "same-origin", keepalive }).catch(() => null);
  if (!response) throw new ApiError(0, { error: "offline", description: t("error.offline") });
  const answer = await read(response);
  if (answer.error !== "csrf" || !again) return unlessRefused(response, answer);
  // Another window has signed in anew since: its token is ours, too. If nobody is signed in, this asks to.
  dispatch({ type: "started", start: await get("/console/start.json") });
  return request(method, path, body, { keepalive, again: false });
}

async function read(response) {
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const answer = isJson ? await response.json().catch(() => ({})) : {};
  return response.ok && !isJson && response.status !== 204 ? { error: "signed_out" } : answer; // a page: the sign-in's
}

function unlessRefused(response, answer) {
  if (response.status === 401 || answer.error === "signed_out") {
    dispatch({ type: "signed_out" });
    throw new ApiError(401, { error: "signed_out", description: t("error.signed_out") });
  }
  if (response.ok) return answer;
  throw new ApiError(response.status, { description: sentenceFor(response.status), ...answer });
}

function sentenceFor(status) {
  const known = { 403: "error.403", 404: "error.404", 413: "error.413", 429: "error.429" };
  return t(known[status] || "error.server");
}
