// What a colleague has just answered counts as seen after some seconds only: nobody reads it in the moment before sending.

const READ_AFTER_MS = 4000;
const heard = new Map(); // answer → when it was heard

export function hearAnswer(event) {
  if (!["reply_sent", "reply_scheduled"].includes(event?.name) || !event.message) return;
  for (const [id, at] of heard) if (Date.now() - at > READ_AFTER_MS) heard.delete(id);
  heard.set(event.message.id, Date.now());
}

export const hadTimeFor = (message, now = Date.now()) => !(now - heard.get(message.id) < READ_AFTER_MS);
