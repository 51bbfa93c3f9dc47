"""What the page draws of each question: its words, what can be chosen, what has been."""

from channels.surveys.wording import choices_of, ends_of, known
from helpdesk.surveys.words import word
from tickets.surveys import SCALES


def drawn(questions: list[dict], values: dict, problems: dict, language: str) -> list[dict]:
    """The questions, ready for the template."""
    return [_question(question, values.get(question["key"]), problems, language) for question in questions]


def _question(question: dict, value, problems: dict, language: str) -> dict:
    kind, language = question["kind"], known(language)
    chosen = value if isinstance(value, list) else [] if value is None else [value]
    return {
        "key": question["key"],
        "kind": kind,
        "title": question["title"][language],
        "required": question["required"],
        "problem": problems.get(question["key"]),
        "ends": ends_of(kind, language) if kind in ("nps", "ces") else None,
        "text": value if kind == "text" else "",
        "choices": [
            {"value": one, "title": title, "chosen": str(one) in {str(c) for c in chosen}}
            for one, title in _choices(question, language)
        ],
    }


def _choices(question: dict, language: str) -> list[tuple]:
    if question["kind"] in ("choice", "choices"):
        return [(one["value"], one[language]) for one in question["options"]]
    if question["kind"] == "yes_no":
        return [(value, word(value, language)) for value in ("yes", "no")]
    return choices_of(question, language) if question["kind"] in SCALES else []
