/* The page around the frame. It may be anybody's: only listed origins are heard, only the one that spoke is told. */
import { forget, identify, opened } from "./actions.js";
import { settings } from "./settings.js";
import { change } from "./store.js";

let origin = null;
const unsaid = []; // before the page has spoken there is nobody to tell

const heard = {
  hello: (page) => {
    change({ page: place(page) });
    host.tell("ready");
    unsaid.splice(0).forEach(([name, data]) => host.tell(name, data));
  },
  page: (page) => change({ page: place(page) }),
  open: (page) => opened(place(page)),
  close: () => change({ opened: false }),
  identify,
  logout: forget,
};

export const host = {
  /** Tell the page something, as soon as it has spoken. */
  tell(name, data) {
    if (origin) parent.postMessage({ helpdesk: name, data }, origin);
    else unsaid.push([name, data]);
  },
  close() {
    if (origin) host.tell("close");
  },
};

window.addEventListener("message", (event) => {
  if (event.source !== parent || !settings.origins.includes(event.origin)) return;
  const name = event.data?.helpdesk;
  if (typeof name !== "string" || !Object.hasOwn(heard, name)) return;
  origin = event.origin;
  heard[name](event.data.data);
});

function place(page) {
  const { url, title } = page ?? {};
  return { url: String(url ?? "").slice(0, 2000), title: String(title ?? "").slice(0, 200) };
}
