// Nothing could be read at all: says what is safe and offers to try again.

import { html } from "../dom.js";
import { Failed } from "../ui/states.js";

export function CannotStart({ error, retry }) {
  return html`<main class="sheet"><${Failed} error=${error} retry=${retry} /></main>`;
}
