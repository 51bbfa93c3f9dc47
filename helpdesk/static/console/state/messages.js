// The messages of one thread, in the order they were written. What was heard last is what the server knew last.

export function withMessage(messages, message) {
  const known = messages.find((other) => other.id === message.id);
  if (message.state === "cancelled") return known ? messages.filter((other) => other !== known) : messages;
  const others = messages.filter((other) => other !== known);
  return [...others, { ...known, ...message }].sort(byTime);
}

export function withMessages(messages, arriving) {
  return arriving.reduce(withMessage, messages);
}

function byTime(a, b) {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id;
}
