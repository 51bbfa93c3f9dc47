// What the console says of routing, the queue and the classifier, in English.

export default {
  "section.why": "Why is it here?", "why.rules": "Rules", "why.rules.none": "{n} rules were looked at when it came; none matched.", "why.rules.no": "No rule was looked at.", "why.matched": "“{name}” matched", "why.did": "It set: {what}", "why.refused": "Could not do: {what}",
  "why.guess": "What the classifier thinks", "why.topic": "Topic", "why.team": "Team", "why.priority": "Priority", "why.language": "Language", "why.spam": "Spam", "why.acted": "set by itself", "why.sure": "sure", "why.take": "Set {what}",
  "why.percent": "{n} %", "why.people": ["Who was looked at (1)", "Who was looked at ({n})"], "why.got": "got it", "why.desk": "{load} of {capacity}", "why.before": ["One decision before", "{n} decisions before"],
  "queue": "Queue", "queue.of_none": "Without a team", "queue.size": ["1 waits", "{n} wait"], "queue.pace": "one every {span} lately", "queue.here": ["1 here", "{n} here"], "queue.nobody": "nobody here", "queue.frees": "What would free it: {what}",
  "queue.none": "Nobody is waiting", "queue.none.text": "A ticket waits here when nobody of its team is here with room. It is given away the moment somebody has.", "queue.place": "Place", "queue.ticket": "Ticket", "queue.since": "Waits", "queue.due": "Answer due", "queue.why": "Why it waits", "queue.now": "is being given away",
  "queue.more": "and {n} more", "queue.overdue": "{span} over", "queue.left": "{span} left", "queue.people": "Who is here", "queue.off": "outside working hours", "queue.updated": "Live",
  "hand_over": "Hand over my tickets …", "hand_over.any": "Hand over tickets …", "hand_over.title": "Hand over all your tickets?", "hand_over.text": "Others who are here get them; what finds nobody waits in the queue. None of them comes back by itself.", "hand_over.whose": "Whose tickets", "hand_over.title_any": "Hand over tickets?", "hand_over.yes": "Hand over", "hand_over.done": ["1 ticket was handed over.", "{n} tickets were handed over."], "hand_over.none": "You have no open tickets.", "hand_over.going": "{n} so far …", "cancel.dialog": "Cancel",
  "event.overflow": "It waited too long and went to {to}", "event.left": "{from} has gone; it is given to somebody else", "event.reopened": "{from} is not here; it is given to somebody else", "event.handed_over": "{from} handed it over",
};
