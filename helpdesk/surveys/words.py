"""The words of the survey's page, for customers."""

_WORDS = {
    "title": ("How did it go?", "服务评价"),
    "send": ("Send", "提交"),
    "next": ("Next", "下一步"),
    "optional": ("optional", "选填"),
    "needed": ("Please choose an answer.", "请选择一项。"),
    "wrong": ("This answer does not fit the question.", "该答案不符合题目要求。"),
    "thanks": ("Thank you", "谢谢您"),
    "thanks.text": ("We read every answer.", "每一条评价我们都会认真阅读。"),
    "change": ("Change my answers", "修改评价"),
    "until": ("You can change your answers until {date}.", "{date} 之前您都可以修改评价。"),
    "over": ("This survey has ended", "评价已结束"),
    "over.text": (
        "Answers are no longer taken. If something is still open, just write to us again.",
        "该评价已截止。如果问题仍未解决，请您直接再次联系我们。",
    ),
    "chosen": ("Your answer is chosen. Send it below.", "已为您选好答案，请点击下方按钮提交。"),
    "saved": ("Your answer is saved.", "您的评价已保存。"),
    "more": (
        "Thank you, that is saved. We have one more question below.",
        "谢谢您，评价已保存。下方还有一个问题想请教您。",
    ),
    "preview": ("This is a preview. Nothing is sent.", "这是预览，不会提交任何内容。"),
    "language": ("中文", "English"),
    "about": ("About: {subject}", "关于：{subject}"),
    "too_often": ("That was too often. Please wait a minute.", "操作过于频繁，请稍候再试。"),
    "yes": ("Yes", "是"),
    "no": ("No", "否"),
}


def word(name: str, language: str, **values) -> str:
    """One sentence in the language of the page."""
    return _WORDS[name][language == "zh"].format(**values)
