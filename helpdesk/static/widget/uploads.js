/* Files on their way up: checked before they are sent, each with its progress, each can be taken back. */
import { useRef, useState } from "/static/vendor/htm-preact/htm-preact.js";
import { token, upload } from "./server.js";
import { sizeOf } from "./time.js";
import { state } from "./store.js";
import { words } from "./words.js";

/** {files, problem, add(files), remove(key), again(key), take(), busy}. */
export function useUploads() {
  const [files, setFiles] = useState([]);
  const [problem, setProblem] = useState("");
  const next = useRef(1);
  const put = (key, fields) => setFiles((all) => all.map((file) => (file.key === key ? { ...file, ...fields } : file)));

  function add(chosen) {
    const room = state.inbox.file_limits.count - files.length;
    const fresh = chosen.slice(0, room).filter((file) => !setProblemOf(file));
    if (chosen.length > room) setProblem(words.too_many(state.inbox.file_limits.count));
    const entries = fresh.map(entry);
    setFiles((all) => [...all, ...entries]);
    entries.forEach(send);
  }

  function setProblemOf(file) {
    const reason = objection(file);
    setProblem(reason);
    return reason;
  }

  function entry(file) {
    const preview = file.type.startsWith("image/") && file.type !== "image/svg+xml" ? URL.createObjectURL(file) : null;
    return { key: next.current++, file, name: file.name, size: file.size, preview, percent: 0, stop: new AbortController() };
  }

  async function send({ key, file, stop }) {
    put(key, { failed: "", percent: 0 });
    try {
      await token();
      const { attachment } = await upload(file, (percent) => put(key, { percent }), stop.signal);
      put(key, { attachment, percent: 100 });
    } catch (refused) {
      put(key, { failed: refused.message || words.upload_failed(file.name) });
    }
  }

  function remove(key) {
    const gone = files.find((file) => file.key === key);
    gone.stop.abort();
    if (gone.preview) URL.revokeObjectURL(gone.preview);
    setFiles((all) => all.filter((file) => file.key !== key));
    setProblem("");
  }

  /** Hand the finished ones over to a message; the tray is empty afterwards. */
  function take() {
    const done = files.filter((file) => file.attachment).map((file) => file.attachment);
    files.forEach((file) => file.preview && URL.revokeObjectURL(file.preview));
    setFiles([]);
    setProblem("");
    return done;
  }

  const again = (key) => send(files.find((file) => file.key === key));
  const busy = files.some((file) => !file.attachment);
  return { files, problem, add, remove, again, take, busy };
}

function objection(file) {
  const { bytes, refused } = state.inbox.file_limits;
  const ending = file.name.toLowerCase().split(".").at(-1);
  if (file.size > bytes) return words.too_large(file.name, sizeOf(bytes));
  return refused.includes(ending) ? words.wrong_type(file.name) : "";
}
