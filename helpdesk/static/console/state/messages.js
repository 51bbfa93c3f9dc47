// The messages of one thread, in the order they were written. An update heard late never undoes a newer one.

export function withMessage(messages, message) {
  const known = messages.find((other) => other.id === message.id);
  if (!known) return [...messages, message].sort(byTime);
  if ((known.heard ?? 0) > (message.heard ?? Infinity)) return messages;
  return messages.map((other) => (other.id === message.id ? { ...other, ...message } : other));
}

export function withMessages(messages, arriving) {
  return arriving.reduce(withMessage, messages);
}

function byTime(a, b) {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id;
}
