// Address ↔ what is shown. Going somewhere is an action; the browser's back button works.

import { dispatch, store } from "./store.js";

// Pages that fill the frame by themselves, by the first word of their address; frame/pages.js draws them.
export const WORKING = ["customers", "journeys", "queue", "escalations"];

/** {page: "view" | "search" | "customer" | one of WORKING, view, ticket, query, customer, place: what follows a WORKING page's name} */
export function read(location) {
  const params = new URLSearchParams(location.search);
  const [first, second] = location.pathname.split("/").filter(Boolean);
  const route = { page: "view", view: params.get("view"), ticket: null, query: params.get("q") || "", customer: null, place: "" };
  if (first === "views") return { ...route, view: second };
  if (first === "search") return { ...route, page: "search" };
  if (first === "customers" && second) return { ...route, page: "customer", customer: Number(second) };
  if (WORKING.includes(first)) return { ...route, page: first, place: location.pathname.slice(first.length + 1) + location.search };
  if (first === "tickets") return { ...route, page: params.has("q") ? "search" : "view", ticket: Number(second) || null };
  return route;
}

export function write({ page, view, ticket, query, customer, place = "" }) {
  if (page === "customer") return `/customers/${customer}`;
  if (WORKING.includes(page)) return `/${page}${place}`;
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

export const openTicket = (ticket) => go({ ticket, page: fills(store.state.route.page) ? "view" : store.state.route.page });
/** Whether this page has the frame for itself, without list and thread. */
export const fills = (page) => page === "customer" || WORKING.includes(page);
/** The named parts of a WORKING page's address, as URLSearchParams. */
export const asked = (place) => new URLSearchParams(place.split("?")[1] || "");
export const openView = (view) => go({ page: "view", view, ticket: null, query: "" });
export const listKey = (route) => (route.page === "search" ? `search:${route.query}` : String(route.view));
