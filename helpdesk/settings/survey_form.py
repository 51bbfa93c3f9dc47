"""The form of a survey: what was typed, question by question, also while it cannot be kept yet. No script is needed."""

from flask import request

from helpdesk.settings.pages import number
from tickets.surveys import Survey
from tickets.surveys.editing import BOUNDS
from tickets.surveys.questions import MOST

_USUAL = {"delay_minutes": 30, "expires_days": 14, "remind_hours": 72, "rest_days": 30, "share": 100}


def read() -> dict:
    """The columns that the form says, with the change of questions that its button asked for."""
    said = request.form
    low = said.get("low_at", "").strip()
    return {
        "name": said.get("name", "").strip(),
        "kind": said.get("kind", "csat"),
        "enabled": said.get("enabled") == "1",
        "low_at": int(low) if low.isascii() and low.isdigit() else None,
        "words": {"thanks": {spoken: said.get(f"thanks.{spoken}", "").strip()[:1000] for spoken in ("en", "zh")}},
        "questions": _rearranged(_questions()),
        **{name: number(name, _USUAL[name], low, high) for name, (low, high) in BOUNDS.items()},
    }


def typed(survey: Survey | None, values: dict | None) -> dict:
    """What the form shows: what was typed, or the survey as it is kept."""
    columns = ("name", "kind", "enabled", "low_at", "words", "questions", *BOUNDS)
    kept = {} if survey is None else {name: getattr(survey, name) for name in columns}
    shown = {"name": "", "kind": "csat", "enabled": True, "words": {}, **_USUAL, **kept, **(values or {})}
    return {**shown, "questions": [_with_lines(question) for question in shown["questions"]]}


def _questions() -> list[dict]:
    return [_question(place) for place in range(min(number("count", 1, 0, MOST), MOST))]


def _question(place: int) -> dict:
    said = {name.split(".", 2)[2]: value for name, value in request.form.items() if name.startswith(f"q.{place}.")}
    question = {
        "key": said.get("key", "").strip(),
        "kind": said.get("kind", "csat"),
        "title": {"en": said.get("en", "").strip(), "zh": said.get("zh", "").strip()},
        "required": said.get("required") == "1",
        "options": [
            _option(line, at) for at, line in enumerate(said.get("options", "").splitlines(), 1) if line.strip()
        ],
    }
    if said.get("when"):
        question["when"] = {
            "question": said["when"],
            "op": said.get("op", "is"),
            "value": said.get("value", "").strip(),
        }
    if not question["key"]:
        question["key"] = f"q{place + 1}"
    return question


def _option(line: str, at: int) -> dict:
    """ "speed = It took too long | 处理太慢"; the word before "=" is what stays when the texts change."""
    head, equals, rest = line.partition("=")
    en, _, zh = (rest if equals else line).partition("|")
    return {"value": head.strip() if equals else f"o{at}", "en": en.strip(), "zh": zh.strip()}


def _with_lines(question: dict) -> dict:
    lines = (f"{one['value']} = {one['en']} | {one['zh']}" for one in question.get("options") or [])
    return {**question, "lines": "\n".join(lines)}


def _rearranged(questions: list[dict]) -> list[dict]:
    """add · remove.N · up.N · down.N"""
    what, _, place = request.form.get("change", "").partition(".")
    at = int(place) if place.isascii() and place.isdigit() else -1
    if what == "add" and len(questions) < MOST:
        return [*questions, {"key": _free(questions), "kind": "text", "title": {"en": "", "zh": ""}, "required": False}]
    if not 0 <= at < len(questions):
        return questions
    if what == "remove":
        return questions[:at] + questions[at + 1 :]
    other = at + {"up": -1, "down": 1}.get(what, 0)
    if 0 <= other < len(questions):
        questions[at], questions[other] = questions[other], questions[at]
    return questions


def _free(questions: list[dict]) -> str:
    taken = {question["key"] for question in questions}
    return next(key for key in (f"q{number}" for number in range(1, MOST * 2)) if key not in taken)
