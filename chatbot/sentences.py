"""Sentences: everything the bot says of itself, in both languages and both tones; warm is said where plain has none."""

from helpdesk import language as scripts

_EN = {
    "i_am": "I am {name}, a bot.",
    "hello": "Hello. I am {name}, a bot. What would you like to know?",
    "hello.plain": "I am {name}, a bot. Please write your question.",
    "am_bot": "Yes, I am a bot. I answer from our help articles. If you would rather speak to a person, say “person”.",
    "source": "From “{title}”: {link}",
    "source_no_link": "From “{title}”.",
    "more": "Read on there.",
    "helped_ask": "Did this help?",
    "did_you_mean": "I am not quite sure. Do you mean one of these?",
    "did_you_mean.plain": "Which of these do you mean?",
    "welcome": "You are welcome. Just write again if there is anything else.",
    "welcome.plain": "Good. Write again if there is anything else.",
    "glad": "Good to hear. Just write again if there is anything else.",
    "glad.plain": "Good. Write again if there is anything else.",
    "bye": "Goodbye.",
    "say_it": "I can only read words. Please write what you would like to know.",
    "yes_to_what": "Please write what you would like to know.",
    "hand.asked": "Of course. I am passing you on to a colleague.",
    "hand.anger": "I am sorry about this. I am passing you on to a colleague at once.",
    "hand.unsure": "I do not know this for certain, so I am passing you on to a colleague.",
    "hand.unhelpful": "I am sorry that this did not help. I am passing you on to a colleague.",
    "hand.again": "I have told you all I know about this, so I am passing you on to a colleague.",
    "hand.flow": "I am passing this on to a colleague.",
    "hand.file": "I cannot look at files, so I am passing this on to a colleague.",
    "next.here": "They see what you wrote; you need not repeat anything. Their answer comes here.",
    "next.away": "Nobody is at the desk right now. They see what you wrote, and their answer comes here as soon"
    " as somebody is back.",
    "button.helped": "Yes, thank you",
    "button.not_helped": "No",
    "button.person": "Speak to a person",
    "button.none": "None of these",
    "flow.stopped": "All right, I have stopped that.",
    "flow.wrong": "That does not fit.",
    "tag": "(automatic answer)",
}
_ZH = {
    "i_am": "我是机器人{name}。",
    "hello": "您好，我是机器人{name}。请问有什么可以帮您？",
    "hello.plain": "我是机器人{name}，请输入您的问题。",
    "am_bot": "是的，我是机器人，依据帮助文章为您解答。如需人工服务，请回复“人工”。",
    "source": "摘自《{title}》：{link}",
    "source_no_link": "摘自《{title}》。",
    "more": "全文请见上述链接。",
    "helped_ask": "以上内容对您有帮助吗？",
    "did_you_mean": "我不太确定您的意思。您想问的是下面哪一个？",
    "did_you_mean.plain": "您想问的是下面哪一个？",
    "welcome": "不客气。如有其他问题，欢迎随时留言。",
    "welcome.plain": "好的。如有其他问题，请直接留言。",
    "glad": "很高兴能帮到您。如有其他问题，欢迎随时留言。",
    "glad.plain": "好的。如有其他问题，请直接留言。",
    "bye": "再见。",
    "say_it": "我只能阅读文字，请用文字描述您的问题。",
    "yes_to_what": "请写下您想了解的问题。",
    "hand.asked": "好的，正在为您转接人工客服。",
    "hand.anger": "非常抱歉给您带来不便，马上为您转接人工客服。",
    "hand.unsure": "这个问题我没有把握，正在为您转接人工客服。",
    "hand.unhelpful": "抱歉没能帮到您，正在为您转接人工客服。",
    "hand.again": "关于这个问题，我知道的都已告诉您，正在为您转接人工客服。",
    "hand.flow": "正在为您转接人工客服。",
    "hand.file": "我看不懂文件内容，正在为您转接人工客服。",
    "next.here": "客服能看到您之前的留言，您无需重复说明。回复会直接发在这里。",
    "next.away": "现在没有客服在线。客服回来后能看到您的全部留言，并会尽快在这里回复您。",
    "button.helped": "有帮助",
    "button.not_helped": "没有帮助",
    "button.person": "转人工",
    "button.none": "都不是",
    "flow.stopped": "好的，已停止。",
    "flow.wrong": "内容不符合要求。",
    "tag": "（自动回复）",
}
_WORDS = {"en": _EN, "zh": _ZH}


class Voice:
    """How one bot speaks to one customer: its name, its tone, their language and script."""

    def __init__(self, bot, language: str, script: str = ""):
        self.language = "zh" if language == "zh" else "en"
        self.script, self.tone = script, bot.tone
        self.name = bot.name_in(self.language)
        if self.name in ("Bot", "机器人"):
            self.name = ""

    def say(self, key: str, **values) -> str:
        """The sentence of this key."""
        words = _WORDS[self.language]
        sentence = words.get(f"{key}.{self.tone}") or words[key]
        if not self.name and "{name}" in sentence:
            sentence = sentence.replace("{name}, a bot", "a bot").replace("机器人{name}", "机器人")
        return self.written(sentence.format(name=self.name, **values))

    def written(self, text: str) -> str:
        """A text of ours in the characters the customer writes."""
        return scripts.traditional(text) if self.script == "hant" else text
