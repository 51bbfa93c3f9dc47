// What the console says of the bot, in Chinese.

export default {
  "section.bot": "机器人", "bot.silent": "尚未作答。", "bot.answer": "已回答：", "bot.did_you_mean": "已反问：", "bot.hand_over": "没有答案，最接近：", "bot.flow": "进入流程", "bot.suggested": "建议回复，依据",
  "bot.would_say": "机器人建议这样回复", "bot.insert": "填入回复", "bot.judge": "是否正确？", "bot.right": "正确", "bot.wrong": "错误",
  "bell.bot_drifted": "机器人准确率低于目标", "bell.text.bot_drifted": "{name}的机器人准确率低于目标：{share}%（目标 {aim}%）",
  "event.bot_took": "机器人接待", "event.bot_stepped_aside": "机器人退出", "event.bot_suggested": "机器人给出了建议回复", "event.bot_judged": "机器人的答案已被评价",
};
