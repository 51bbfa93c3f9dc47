// Preact and htm from one vendored file, and what the standalone build leaves out.

export { Component, h, html, render, createContext } from "../vendor/htm-preact/htm-preact.js";
export {
  useCallback, useContext, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState,
} from "../vendor/htm-preact/htm-preact.js";
import { Component, h } from "../vendor/htm-preact/htm-preact.js";

/** Draws again only when a property is another one than before. */
export function memo(component) {
  return class Memo extends Component {
    shouldComponentUpdate(next) {
      return !sameShallow(this.props, next);
    }
    render(props) {
      return h(component, props);
    }
  };
}

export function sameShallow(a, b) {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}

/** Class names from strings and {name: condition}. */
export function classes(...parts) {
  return parts
    .flatMap((part) => (part && typeof part === "object" ? Object.keys(part).filter((key) => part[key]) : part))
    .filter(Boolean)
    .join(" ");
}
