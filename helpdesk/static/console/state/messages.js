// The messages of one thread, in the order they were written. What was heard last is what the server knew last.

// A reply that was taken back never comes back, whatever of it is heard late.
const cancelled = new Set();

export function withMessage(messages, message) {
  const known = messages.find((other) => other.id === message.id);
  if (message.state === "cancelled") cancelled.add(message.id);
  if (cancelled.has(message.id)) return known ? messages.filter((other) => other !== known) : messages;
  const others = messages.filter((other) => other !== known);
  return [...others, { ...known, ...message }].sort(byTime);
}

export function withMessages(messages, arriving) {
  return arriving.reduce(withMessage, messages);
}

function byTime(a, b) {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id;
}
