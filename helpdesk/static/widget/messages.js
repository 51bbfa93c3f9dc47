/* Lists of messages: putting together what arrived twice, and cutting into days and groups. Pure. */
const CLOSE_TOGETHER = 5 * 60 * 1000;

/** Known and fresh messages as one list in order of time; a message seen twice stands once, newer fields win. */
export function together(known, fresh) {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of fresh) byId.set(message.id, { ...byId.get(message.id), ...message });
  return [...byId.values()].sort((a, b) => when(a) - when(b) || a.id - b.id);
}

/** The highest id that came from the server: what to ask from after a lost connection. */
export function lastId(messages) {
  return messages.reduce((highest, message) => Math.max(highest, message.id), 0);
}

/** Days of groups of neighbours: [{day, groups: [{from, name, messages}]}]. */
export function arranged(messages) {
  const days = [];
  for (const message of messages) {
    const day = new Date(message.at).toDateString();
    if (days.at(-1)?.day !== day) days.push({ day, at: message.at, groups: [] });
    const groups = days.at(-1).groups;
    if (!belongs(message, groups.at(-1))) groups.push({ from: message.from, name: message.name, messages: [] });
    groups.at(-1).messages.push(message);
  }
  return days;
}

function belongs(message, group) {
  if (!group || group.from !== message.from || group.name !== message.name) return false;
  return when(message) - when(group.messages.at(-1)) < CLOSE_TOGETHER;
}

function when(message) {
  return Date.parse(message.at);
}
