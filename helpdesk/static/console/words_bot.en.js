// What the console says of the bot, in English.

export default {
  "section.bot": "Bot", "bot.silent": "It has not said anything yet.", "bot.answer": "Answered with", "bot.did_you_mean": "Asked back:", "bot.hand_over": "Knew no answer; nearest:", "bot.flow": "Went through a flow", "bot.suggested": "Suggests, from",
  "bot.would_say": "The bot suggests this answer", "bot.insert": "Put into the reply", "bot.judge": "Was it right?", "bot.right": "Right", "bot.wrong": "Wrong",
  "bell.bot_drifted": "The bot is right less often than wanted", "bell.text.bot_drifted": "The bot of {name} is right less often than wanted: {share} % instead of {aim} %",
  "event.bot_took": "The bot takes the conversation", "event.bot_stepped_aside": "The bot steps aside", "event.bot_suggested": "The bot suggests an answer", "event.bot_judged": "The bot's answer was judged",
};
