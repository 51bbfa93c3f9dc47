"""Understanding: what somebody wants by a message, before any article is looked for. Pure."""

import re
from dataclasses import dataclass

from helpdesk import language

# In the order in which they are tried: a customer who thanks and asks for a person wants a person.
_SAID = {
    "person": re.compile(
        r"\b(?:(?:speak|talk|chat|connect|transfer|pass|put|get|hand|need|want|give)\b.{0,30}\b(?:human"
        r"|real person|person|live agent|agent|representative|operator|member of staff"
        r"|somebody real|someone real|colleague|support team"
        r"|customer service)\b"
        r"|(?:human|person|agent|live chat|representative|operator|somebody real|someone real),? please"
        r"|not a (?:bot|robot|machine)\b|^\W*(?:human|agent|operator|representative|real person|person|live agent)\W*$)"
        r"|(?:转|找|要|接|换|叫|联系|需要|呼叫|请)\s*(?:接)?\s*(?:个|一个|一下|位|到)?\s*(?:人工|真人|活人|坐席|客服|专员|真人客服)"
        r"|人工(?:客服|服务|坐席)|^\W*(?:人工|真人|客服|转人工)\W*$|不要机器人|别用机器人|有真人(?:在)?吗",
        re.IGNORECASE,
    ),
    "bot": re.compile(
        r"\b(?:are|r) (?:you|u) (?:a |an )?(?:bot|robot|human|real|machine|person|ai)\b"
        r"|am i (?:talking|speaking|chatting) (?:to|with) a"
        r"|你是(?:不是)?(?:机器人|真人|人工|人|ai)|您是(?:不是)?(?:机器人|真人|人工)",
        re.IGNORECASE,
    ),
    "anger": re.compile(
        r"\b(?:ridiculous|unacceptable|useless|scam|scammers?|rip[- ]?off|terrible|awful|disgusting|disgrace\w*|furious"
        r"|pissed|fed up|sick of|worst|appalling|outrageous|lawyer|sue you|wtf|bullshit|damn|fuck\w*|shit|idiots?|crap"
        r"|(?:third|fourth|fifth|tenth) time|still (?:no|nobody|nothing)|formal complaint)\b"
        r"|垃圾|骗子|骗人|坑人|太差|差劲|气死|愤怒|忍无可忍|什么破|举报|12315|消协|消费者协会|差评|恶心|混蛋|他妈|妈的|律师|起诉"
        r"|我要投诉|投诉你|不负责任|敷衍|太过分|第[三四五六]次|到底(?:要|有没有|怎么)",
        re.IGNORECASE,
    ),
    "no": re.compile(
        r"^\W*(?:no|nope|nah|not really|didn'?t help|that did not help|not helpful|wrong|none of (?:these|them)"
        r"|不是|没有|没用|没帮助|没有帮助|不对|都不是|没解决|不行|否)\W*$",
        re.IGNORECASE,
    ),
    "yes": re.compile(
        r"^\W*(?:yes|yep|yeah|yup|ok|okay|sure|correct|right|that helped|it helped|helpful"
        r"|是|是的|对|对的|有|有用|有帮助|可以|嗯|好|好的|行)\W*$",
        re.IGNORECASE,
    ),
    "thanks": re.compile(
        r"\b(?:thanks?(?: (?:you|a lot|so much))?|thank (?:you|u)|thx|cheers|much appreciated"
        r"|that'?s (?:great|perfect|all)|(?:that|it) (?:helps|helped|works|worked)|got it|problem solved)\b"
        r"|谢谢|多谢|感谢|谢啦|辛苦了|明白了|知道了|懂了|解决了|搞定了|没问题了|太好了",
        re.IGNORECASE,
    ),
    "bye": re.compile(r"^\W*(?:good\s?bye|bye(?: bye)?|see you|have a nice day|再见|拜拜|回见|88)\W*$", re.IGNORECASE),
    "greeting": re.compile(
        r"^\W*(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|howdy)(?: there| all| team)?"
        r"|anyone there|你好|您好|哈喽|嗨|在吗|在么|在不在|有人吗|早上好|上午好|下午好|晚上好|亲)"
        r"(?:[\s,，!！.。~呀啊吗?？]|你好|您好|在吗)*$",
        re.IGNORECASE,
    ),
}
_SHORT = {"thanks": 8, "bye": 6}  # in more words than these there is a question beside it
_ASKS = re.compile(
    r"[?？]|\b(?:how|what|when|where|why|which|can i|could|do you|is there|but)\b"
    r"|怎么|什么|多久|吗|哪|几|为何|可是|但是",
    re.I,
)
_SHOUTS = 12  # capital letters in a row of words


@dataclass(frozen=True)
class Understood:
    """`intent`: person, bot, anger, no, yes, thanks, bye, greeting, nothing (no words), or question."""

    intent: str
    language: str
    script: str = ""  # hant: Traditional characters; hans; or empty


def understand(text: str, *, before: str = "en") -> Understood:
    """What this message wants. `before` is the language they spoke last, where the text is too short to tell."""
    text = text[:4000].strip()
    if not any(character.isalnum() for character in text):
        return Understood("nothing", before)
    folded = language.fold(text)
    spoken = language.detect(text, default=before)
    script = ("hant" if language.is_traditional(text) else "hans") if spoken == "zh" else ""
    return Understood(_intent(text, folded), spoken, script)


def _intent(text: str, folded: str) -> str:
    for intent, pattern in _SAID.items():
        if pattern.search(folded) and not _asks_besides(intent, folded):
            return intent
    return "anger" if _shouted(text) else "question"


def _asks_besides(intent: str, folded: str) -> bool:
    return intent in _SHORT and (len(language.query_words(folded)) > _SHORT[intent] or bool(_ASKS.search(folded)))


def _shouted(text: str) -> bool:
    letters = [character for character in text if character.isascii() and character.isalpha()]
    return len(letters) > _SHOUTS and text.count("!") > 1 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
