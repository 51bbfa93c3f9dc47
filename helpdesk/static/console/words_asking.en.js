// What the console says of surveys and promises, in English.

export default {
  "section.promises": "Promises", "section.satisfaction": "Satisfaction",
  promise: "Promise something", "promise.title": "What was promised?", "promise.what": "What", "promise.kind": "Kind", "promise.kind.promise": "Promise", "promise.kind.call_back": "Call back",
  "promise.when": "By when", "promise.hint": "You are reminded 15 minutes before. {zone}", "promise.add": "Add", "promise.save": "Save", "promise.none": "Nothing is owed to this customer.", "promise.example": "I send the replacement",
  "promise.due": "due {time}", "promise.overdue": "late since {time}", "promise.kept": "Kept", "promise.kept_late": "Kept late", "promise.dropped": "Dropped", "promise.keep": "Done", "promise.drop": "Not owed any more", "promise.move": "Move", "promise.past": "Earlier ones",
  "satisfaction.none": "This customer was not asked yet.", "satisfaction.planned": "Will be asked {time}", "satisfaction.asked": "Asked {time}, no answer yet", "satisfaction.expired": "Asked {time}, never answered", "satisfaction.answered": "Answered {time}",
  "satisfaction.ask": "Ask now", "satisfaction.asking": "The question is on its way.", "satisfaction.score": "{score} of {most}", "satisfaction.low": "Low", "satisfaction.before": "Last time: {score}", "satisfaction.low_before": ["{n} low score before", "{n} low scores before"], "satisfaction.reminded": "reminded once",
  "event.survey_asked": "The customer was asked how it went", "event.survey_reminded": "The customer was reminded of the question", "event.rated": "{who} gave {score} of {most}", "event.rated_again": "{who} changed the score from {was} to {score}", "event.survey_dropped": "No survey was sent: {why}",
  "survey.why.no_way": "no way leads to the customer now", "survey.why.reopened": "the ticket was opened again", "survey.why.ticket_reopened": "the ticket was opened again", "survey.why.spam": "spam", "survey.why.merged": "merged", "survey.why.trashed": "in the trash", "survey.why.disabled": "the survey is switched off", "survey.why.restored": "restored from a backup: it may have been sent before",
  "event.promise_made": "{who} promised: {text}", "event.promise_changed": "{who} changed the promise: {text}", "event.promise_due": "Due soon: {text}", "event.promise_late": "Promise is late: {text}", "event.promise_kept": "{who} kept the promise: {text}", "event.promise_dropped": "{who} dropped the promise: {text}",
  "bell.promise_due": "A promise is due soon", "bell.promise_late": "A promise is late", "bell.rated": "A customer has judged", "bell.text.promise_due": "Due soon: {text}", "bell.text.promise_late": "A promise is late: {text}", "bell.text.rated": "The customer gave {score}",
};
