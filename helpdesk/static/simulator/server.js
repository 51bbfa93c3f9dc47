// Requests to the server; what goes wrong becomes an Error with a sentence.

import { t } from "./words.js";

const csrf = () => document.querySelector('meta[name="csrf"]').content;

export const get = (path) => request("GET", path);
export const send = (method, path, body) => request(method, path, body);

async function request(method, path, body) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRF-Token"] = csrf();
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  const content = body === undefined || isForm ? body : JSON.stringify(body);
  const response = await fetch(path, { method, headers, body: content, credentials: "same-origin" }).catch(() => null);
  if (!response) throw new Error(t("offline"));
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401) window.location.assign(`/sign-in?next=${encodeURIComponent("/simulator")}`);
  if (!response.ok) throw new Error(answer.description || t("failed"));
  return answer;
}
