// Address ↔ what is shown. Going somewhere is an action; the browser's back button works.

import { dispatch, store } from "./store.js";

/** {page: "view" | "search" | "customer" | "queue", view, ticket, query, customer} */
export function read(location) {
  const params = new URLSearchParams(location.search);
  const [first, second] = location.pathname.split("/").filter(Boolean);
  const route = { page: "view", view: params.get("view"), ticket: null, query: params.get("q") || "", customer: null };
  if (first === "views") return { ...route, view: second };
  if (first === "queue") return { ...route, page: "queue" };
  if (first === "search") return { ...route, page: "search" };
  if (first === "customers") return { ...route, page: "customer", customer: Number(second) };
  if (first === "tickets") return { ...route, page: params.has("q") ? "search" : "view", ticket: Number(second) || null };
  return route;
}

export function write({ page, view, ticket, query, customer }) {
  if (page === "customer") return `/customers/${customer}`;
  if (page === "queue") return "/queue";
  const context = page === "search" ? { q: query } : view === null ? {} : { view };
  const params = new URLSearchParams(context).toString();
  if (ticket) return `/tickets/${ticket}${params && `?${params}`}`;
  if (page === "search") return `/search${params && `?${params}`}`;
  return view === null ? "/" : `/views/${view}`;
}

export function go(changes, { replace = false } = {}) {
  const route = { ...store.state.route, ...changes };
  const path = write(route);
  if (path !== window.location.pathname + window.location.search) {
    window.history[replace ? "replaceState" : "pushState"](null, "", path);
  }
  dispatch({ type: "went", route });
}

export function startRoutes() {
  const follow = () => dispatch({ type: "went", route: withView(read(window.location)) });
  window.addEventListener("popstate", follow);
  follow();
}

function withView(route) {
  const { views } = store.state;
  const known = views.find((view) => String(view.id) === String(route.view));
  return { ...route, view: known ? known.id : (views[0]?.id ?? null) };
}

export const openTicket = (ticket) => go({ ticket, page: store.state.route.page === "search" ? "search" : "view" });
export const openView = (view) => go({ page: "view", view, ticket: null, query: "" });
export const listKey = (route) => (route.page === "search" ? `search:${route.query}` : String(route.view));
