// Files go up one by one as soon as they are chosen, with their progress; a failed one says why and can be tried again.

import { store } from "../store.js";
import { draftOf } from "../state/outbox.js";
import { t } from "../words.js";
import { post } from "../api.js";
import { toastError } from "../ui/toasts.js";
import { write } from "./drafting.js";
import { loadThread } from "./loading.js";

let last = 0;

export function attach(ticket, kind, files) {
  for (const file of files) {
    const key = `up${++last}`;
    const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
    add(ticket, kind, { key, file, name: file.name || t("file.pasted"), type: file.type, size: file.size, thumb_url: preview, progress: 0 });
    upload(ticket, kind, key, file);
  }
}

export function detach(ticket, kind, key) {
  write(ticket, kind, { attachments: filesOf(ticket, kind).filter((file) => file.key !== key) });
}

export function uploadAgain(ticket, kind, { key, file }) {
  mark(ticket, kind, key, { progress: 0, error: null });
  upload(ticket, kind, key, file);
}

/** The files of a saved reply: copies, which go with this answer. */
export async function attachKept(ticket, kind, reply) {
  const { attachments } = await post(`/console/tickets/${ticket}/saved_replies/${reply}/files`);
  for (const file of attachments) add(ticket, kind, { ...file, key: String(file.id) });
}

/** A file of the customer's that could not be fetched is asked for once more. */
export async function fetchAgain(ticket, file) {
  await post(`${file.url}/fetch`).catch(toastError);
  loadThread(ticket);
}

/** One file that goes with no draft; what the server says of it. */
export async function uploadAlone(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  return (await post("/console/attachments", form)).attachment;
}

// XMLHttpRequest: fetch does not tell how much has gone up.
function upload(ticket, kind, key, file) {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("file", file, file.name || "image.png");
  request.open("POST", "/console/attachments");
  request.setRequestHeader("X-CSRF-Token", store.state.csrf);
  request.setRequestHeader("Accept", "application/json");
  request.upload.onprogress = (event) => mark(ticket, kind, key, { progress: event.loaded / event.total });
  request.onload = () => finish(ticket, kind, key, request);
  request.onerror = () => mark(ticket, kind, key, { progress: null, error: t("error.offline") });
  request.send(form);
}

function finish(ticket, kind, key, request) {
  let answer = {};
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    // an answer that is not ours (a proxy's page): the status says enough
  }
  if (request.status === 201) mark(ticket, kind, key, { ...answer.attachment, progress: null, error: null });
  else mark(ticket, kind, key, { progress: null, error: answer.description || t(request.status === 413 ? "error.413" : "error.server") });
}

const filesOf = (ticket, kind) => draftOf(store.state, ticket)[kind].attachments;
const add = (ticket, kind, file) => write(ticket, kind, { attachments: [...filesOf(ticket, kind), file] });

function mark(ticket, kind, key, changes) {
  write(ticket, kind, { attachments: filesOf(ticket, kind).map((file) => (file.key === key ? { ...file, ...changes } : file)) });
}
