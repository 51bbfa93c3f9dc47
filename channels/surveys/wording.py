"""How a survey is said in a channel: the question, what can be tapped, thanks; in the customer's language."""

from tickets.surveys import SCALES

TITLE_FITS = 20  # characters that every provider shows on a button
_FACES = {
    "en": {1: "Very unhappy", 2: "Unhappy", 3: "Neutral", 4: "Happy", 5: "Very happy"},
    "zh": {1: "非常不满意", 2: "不满意", 3: "一般", 4: "满意", 5: "非常满意"},
}
_HINTS = {
    "csat": {
        "en": "Please answer with a number from 1 (very unhappy) to 5 (very happy).",
        "zh": "请回复 1（非常不满意）到 5（非常满意）之间的数字。",
    },
    "nps": {
        "en": "Please answer with a number from 0 (not at all likely) to 10 (very likely).",
        "zh": "请回复 0（完全不可能）到 10（非常可能）之间的数字。",
    },
    "ces": {
        "en": "Please answer with a number from 1 (I disagree) to 7 (I fully agree).",
        "zh": "请回复 1（完全不同意）到 7（完全同意）之间的数字。",
    },
}
_ENDS = {
    "csat": {"en": ("Very unhappy", "Very happy"), "zh": ("非常不满意", "非常满意")},
    "nps": {"en": ("Not at all likely", "Very likely"), "zh": ("完全不可能", "非常可能")},
    "ces": {"en": ("I disagree", "I fully agree"), "zh": ("完全不同意", "完全同意")},
}
_WORDS = {
    "about": {"en": "About your request “{subject}”:", "zh": "关于您咨询的“{subject}”："},
    "reminder": {
        "en": "A short reminder: your opinion helps us to do better.",
        "zh": "温馨提示：您的评价能帮助我们做得更好。",
    },
    "link": {"en": "Or answer here: {address}", "zh": "您也可以点击链接评价：{address}"},
    "more": {"en": "If you want to tell us more: {address}", "zh": "如您愿意，可在这里告诉我们更多：{address}"},
    "thanks": {"en": "Thank you. We read every answer.", "zh": "感谢您的评价，每一条我们都会认真阅读。"},
    "sorry": {
        "en": "Thank you for telling us, and we are sorry. A supervisor will look at it.",
        "zh": "感谢您的反馈，非常抱歉没能让您满意。主管会跟进处理。",
    },
    "yes": {"en": "Yes", "zh": "是"},
    "no": {"en": "No", "zh": "否"},
    "subject": {"en": "How did it go?", "zh": "您对我们的服务满意吗？"},
    "until": {
        "en": "You can change your answer until {date}.",
        "zh": "{date} 之前您都可以修改评价。",
    },
}


def known(language: str) -> str:
    """The language in which this customer is asked."""
    return "zh" if language == "zh" else "en"


def word(name: str, language: str, **values) -> str:
    """One sentence."""
    return _WORDS[name][known(language)].format(**values)


def ends_of(kind: str, language: str) -> tuple[str, str]:
    """What the lowest and the highest figure of a scale mean."""
    return _ENDS[kind][known(language)]


def hint_of(question: dict, language: str) -> str:
    """How to answer by typing; nothing for what is not on a scale."""
    return _HINTS.get(question["kind"], {}).get(known(language), "")


def choices_of(question: dict, language: str) -> list[tuple[object, str]]:
    """What can be answered, as (value, what the button says), the best first on a scale of faces."""
    language = known(language)
    kind = question["kind"]
    if kind == "csat":
        return [(figure, f"{figure} · {_FACES[language][figure]}") for figure in (5, 4, 3, 2, 1)]
    if kind in SCALES:
        low, high = SCALES[kind]
        return [(figure, str(figure)) for figure in range(low, high + 1)]
    if kind == "yes_no":
        return [(value, word(value, language)) for value in ("yes", "no")]
    if kind == "choice":
        return [(one["value"], one[language][:TITLE_FITS]) for one in question["options"]]
    return []
