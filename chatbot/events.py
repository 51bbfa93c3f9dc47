"""The catalogue: what happens to the bot and by it, one sentence each."""

BOT_TOOK = "bot_took"  # on a ticket: the bot has the word; data: bot
BOT_STEPPED_ASIDE = "bot_stepped_aside"  # on a ticket: it has it no more; data: why
BOT_SUGGESTED = "bot_suggested"  # on a ticket: what it would answer lies beside the composer; data: bot, turn
BOT_JUDGED = "bot_judged"  # on a ticket: somebody said whether an answer was right; data: turn, verdict, by
BOT_CHANGED = "bot_changed"  # its settings; data: bot
BOT_DRIFTED = "bot_drifted"  # fewer answers are right than were promised; data: bot, precision, aim, judged
FLOW_PUBLISHED = "flow_published"  # data: flow, version
