/* Who is here, in faces and in words. */
import { html } from "/static/vendor/htm-preact/htm-preact.js";
import { spanOf } from "./time.js";
import { words } from "./words.js";

/** Up to three initials, overlapping. */
export function Faces({ people }) {
  return html`<span class="faces" aria-hidden="true">
    ${people.slice(0, 3).map((person) => html`<span class="face" key=${person.name}>${person.initials}</span>`)}
  </span>`;
}

/** Who is here for this visitor: while they wait, for their line. Its team may be another than the one of the chat. */
export const hereFor = ({ here, queue, ended }) => (queue && !ended && !queue.here ? [] : here);

/** "Ann and Bob are here", or that nobody is; `somebody`: one of the line they wait in, whose name is not known. */
export function presence(here, somebody = false) {
  const [first, second] = here.map((person) => person.name);
  if (!first) return somebody ? words.here_somebody : words.away;
  if (!second) return words.here_one(first);
  return here.length === 2 ? words.here_two(first, second) : words.here_many(first, second, here.length - 2);
}

/** How long an answer usually takes; nothing when that is not known; when nobody is here, where it will come. */
export function whatToExpect({ here, usual, visitor, inbox }) {
  if (inbox.bot) return words.bot_answers(inbox.bot.name);
  if (here.length) return usual ? words.usually(spanOf(usual)) : "";
  if (!inbox.mails) return words.away_no_mail;
  return visitor?.email ? words.away_known(visitor.email) : words.away_mail;
}
