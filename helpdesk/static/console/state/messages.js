// The messages of one thread, in the order they were written. What was heard last is what the server knew last.

/** The thread with this message. A reply that was taken back never comes back, whatever of it is heard late. */
export function withMessage(thread, message) {
  const known = thread.messages.find((other) => other.id === message.id);
  const others = known ? thread.messages.filter((other) => other !== known) : thread.messages;
  if (message.state === "cancelled" || thread.cancelled.includes(message.id)) {
    return { ...thread, messages: others, cancelled: [...new Set([...thread.cancelled, message.id])] };
  }
  return { ...thread, messages: [...others, { ...known, ...message }].sort(byTime) };
}

function byTime(a, b) {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id;
}
