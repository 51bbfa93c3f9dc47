// What the console says of who is who, in English.

export default {
  "section.same": "Same person?", "same.yes": "Same person", "same.no": "Not the same", "same.merged": "Counted as one with", "same.part": "Take apart", "same.since": "since {time}", "same.score": "{n} percent sure",
  "same.why.same_key": "same {kind}", "same.why.name_and_tail": "same name, and the number ends alike", "same.why.same_device": "same browser",
  "same.title": "These two are one person", "same.more": "Tickets, messages and addresses of both come together. It can be taken back at any time: each then has again what is theirs, and what came since by their addresses.",
  "same.survivor": "Whose name and notes are kept in front?", "same.merge": "Merge", "done.customers_merged": "They are one customer now.", "done.customers_parted": "They are two customers again.",
  "same.trail": "What was decided", "same.trail.customers_merged": "{who} merged {other} into this customer", "same.trail.customers_unmerged": "{who} took {other} apart again", "same.trail.sameness_refused": "{who} said that {other} is somebody else",
  reveal: "Show", "reveal.title": "Show {kind} {value}", "reveal.more": "Calling and answering work without it. Who looked, when and why is kept.", "reveal.why": "Why do you need it?", "reveal.needed": "Give a reason.",
  "reveal.why.call_back": "To call back", "reveal.why.check": "To check who it is", "reveal.why.send": "To send something", "reveal.button": "Show {kind}",
  "identity.member_card": "Member card", "identity.unionid": "WeChat account", "identity.ring": "Channel id",
  "event.customer_joined": "{who} merged this customer with another", "event.customer_parted": "{who} took apart two merged customers",
};
