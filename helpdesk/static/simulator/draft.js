// What stands in the message field, for the special deliveries beside the phone.

let words = "";

export const draft = { is: (text) => void (words = text), or: (otherwise) => words.trim() || otherwise };
