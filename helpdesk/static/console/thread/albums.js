// Ten pictures sent at once arrive as ten messages; they are shown as what they were: one album.

import { isPicture } from "./attachments.js";

/** The messages of a group with its runs of bare pictures joined; `id` and `at` are those of the first. */
export function withAlbums(messages) {
  return messages.reduce((joined, message) => {
    const last = joined.at(-1);
    if (last && isBare(last) && isBare(message)) joined[joined.length - 1] = join(last, message);
    else joined.push(message);
    return joined;
  }, []);
}

function isBare(message) {
  const files = message.attachments || [];
  return message.kind === "inbound" && !(message.text || "").trim() && !message.parts?.length && !message.reaction && !message.deleted_at && files.length > 0 && files.every((file) => isPicture(file) && !file.state);
}

const join = (album, message) => ({ ...album, attachments: [...album.attachments, ...message.attachments] });
