"""Spoken: the answers of a response as people read them, question by question."""

from tickets.surveys.questions import SCALES
from tickets.surveys.survey import Survey

_YES_NO = {"yes": ("Yes", "是"), "no": ("No", "否")}


def spoken(survey: Survey, answers: dict, language: str) -> list[tuple[str, str]]:
    """(question, answer) in this language, in the order of the survey."""
    chinese = language == "zh"
    return [
        (question["title"]["zh" if chinese else "en"], _answer(question, answers[question["key"]], chinese))
        for question in survey.questions
        if question["key"] in answers
    ]


def _answer(question: dict, value, chinese: bool) -> str:
    kind = question["kind"]
    if kind in SCALES:
        return f"{value} / {SCALES[kind][1]}"
    if kind == "yes_no":
        return _YES_NO[value][chinese]
    if kind in ("choice", "choices"):
        names = {one["value"]: one["zh" if chinese else "en"] for one in question["options"]}
        chosen = value if isinstance(value, list) else [value]
        return ("、" if chinese else ", ").join(names.get(one, str(one)) for one in chosen)
    return str(value)
