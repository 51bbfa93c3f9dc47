/* Requests to the helpdesk: the visitor's token in a header, no cookies. */
import { language } from "./words.js";
import { settings } from "./settings.js";
import { lasting, recall, remember } from "./storage.js";

const base = `/widget/${encodeURIComponent(settings.key)}/`;

/** What the server refused, in its own words; `offline` when it was never reached. */
export class Refused extends Error {
  constructor(status, body, wait) {
    super(body.description || "");
    this.status = status;
    this.code = body.error;
    this.wait = wait;
  }
  /** Worth trying again unchanged: nobody answered, or somebody said "later". */
  get passing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export const get = (path) => ask("GET", path);
export const post = (path, body) => ask("POST", path, body);
export const put = (path, body) => ask("PUT", path, body);

/** The visitor's token, made on first need: whoever only looks leaves no trace. */
export async function token() {
  await leaving;
  const known = recall("token");
  if (known) return known;
  making ||= ask("POST", "visitors", { language, keep: !lasting }).finally(() => (making = null));
  const { token: fresh } = await making;
  remember("token", fresh);
  return fresh;
}
let making = null;

/** Where the browser forbids the frame to keep a token, the server has set a cookie that only this site's frame has. */
export async function regain() {
  if (lasting || recall("token")) return;
  const { token: known } = await ask("POST", "visitors", { language, keep: true, known: true }).catch(() => ({}));
  if (known) remember("token", known);
}

/** Take the cookie away; whether it is gone. Nobody new comes before, or the cookie would make them who left. */
export function forgetCookie() {
  leaving = lasting ? Promise.resolve(true) : ask("DELETE", "visitors").then(() => true, () => false);
  return leaving;
}
let leaving = null;

async function ask(method, path, body) {
  const headers = { Accept: "application/json", "Accept-Language": language, ...signature() };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(base + path, {
      method, headers, body: body === undefined ? undefined : JSON.stringify(body),
      credentials: !lasting && /^(visitors|identity)$/.test(path) ? "same-origin" : "omit", signal: AbortSignal.timeout(30_000),
      keepalive: method === "DELETE", // the page is often left right after
    });
  } catch {
    throw new Refused(0, {});
  }
  return understand(response.status, await response.text(), response.headers.get("Retry-After"));
}

/** Upload one file; `progress` hears percents. Only XMLHttpRequest tells how far it is. */
export function upload(file, progress, cancelled) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${base}attachments`);
    for (const [name, value] of Object.entries(signature())) request.setRequestHeader(name, value);
    request.setRequestHeader("Accept-Language", language);
    request.upload.onprogress = (e) => e.lengthComputable && progress(Math.round((e.loaded / e.total) * 100));
    request.onerror = request.onabort = () => reject(new Refused(0, {}));
    request.onload = () => {
      try {
        resolve(understand(request.status, request.responseText, request.getResponseHeader("Retry-After")));
      } catch (refused) {
        reject(refused);
      }
    };
    cancelled.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

function signature() {
  const known = recall("token");
  return known ? { Authorization: `Visitor ${known}` } : {};
}

function understand(status, text, wait) {
  let body = {};
  try {
    body = JSON.parse(text || "{}");
  } catch {
    // a proxy's error page: the status says enough
  }
  if (status >= 200 && status < 300) return body;
  throw new Refused(status, body, Number(wait) || 0);
}
