"""Checks: whether what a customer wrote is an order number, a telephone number, a date, one of the choices. Pure."""

import re
from datetime import date, timedelta

from helpdesk.language import fold

KINDS = ("text", "order", "phone", "email", "date", "number", "choice")
LONGEST = 1000
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.ASCII)
_PHONE = re.compile(r"\+?\d[\d ()./-]{5,20}\d")
_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?")
_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9-]{3,39}(?![A-Za-z0-9])")
_ISO = re.compile(r"\b(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DAY_MONTH = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_ZH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_NAMED = {"today": 0, "今天": 0, "tomorrow": 1, "明天": 1, "后天": 2, "yesterday": -1, "昨天": -1}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EN_DAY = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)})\w*"
    rf"|({'|'.join(_MONTHS)})\w* (\d{{1,2}})(?:st|nd|rd|th)?)\b"
)


def accept(step: dict, text: str, today: date) -> str | None:
    """The answer as it is kept, or None where it does not fit this question."""
    text = " ".join(fold(text[:LONGEST]).split()) if step.get("check") != "text" else text.strip()[:LONGEST]
    if not text:
        return None
    return {
        "order": _order,
        "phone": _phone,
        "email": lambda said, _step, _today: _whole(_EMAIL.search(said)),
        "date": lambda said, _step, today: _date(said, today),
        "number": lambda said, _step, _today: _whole(_NUMBER.search(said)),
        "choice": _choice,
    }.get(step.get("check", "text"), lambda said, _step, _today: said)(text, step, today)


def _order(text: str, step: dict, _today) -> str | None:
    """One that fits the company's mask (# a digit, @ a letter, * either), else any word with three digits in it."""
    masks = [mask.strip() for mask in str(step.get("mask") or "").split("|") if mask.strip()]
    for mask in masks:
        found = re.search(rf"(?<![a-z0-9]){_pattern(mask)}(?![a-z0-9])", text, re.IGNORECASE)
        if found:
            return found[0].upper()
    words = [] if masks else [word for word in _WORD.findall(text) if sum(c.isdigit() for c in word) >= 3]
    return words[0].upper() if words else None


def _pattern(mask: str) -> str:
    signs = {"#": r"\d", "@": "[a-z]", "*": "[a-z0-9]"}
    return "".join(signs.get(character) or re.escape(character.lower()) for character in mask[:40])


def _phone(text: str, _step, _today) -> str | None:
    found = _PHONE.search(text)
    digits = re.sub(r"\D", "", found[0]) if found else ""
    return ("+" if found[0].startswith("+") else "") + digits if 7 <= len(digits) <= 15 else None


def _choice(text: str, step: dict, _today) -> str | None:
    choices = step.get("choices") or []
    number = re.fullmatch(r"\W*(\d{1,2})\W*", text)
    if number and 1 <= int(number[1]) <= len(choices):
        return choices[int(number[1]) - 1]["value"]
    for choice in choices:
        said = [fold(str(choice.get(key) or "")) for key in ("en", "zh", "value")]
        if text.rstrip(".。!！…") in [one.rstrip(".。!！…") for one in said]:
            return choice["value"]
    near = [c["value"] for c in choices if any(fold(str(c.get(k) or "-")) in text for k in ("en", "zh"))]
    return near[0] if len(near) == 1 else None


def _date(text: str, today: date) -> str | None:
    for word, days in _NAMED.items():
        if word in text:
            return (today + timedelta(days=days)).isoformat()
    if found := _ISO.search(text):
        return _made(*map(int, found.groups()))
    if found := _DAY_MONTH.search(text):
        day, month, year = map(int, found.groups())
        return _made(year, month, day)
    if found := _ZH_DAY.search(text):
        return _nearest(today, *map(int, found.groups()))
    if found := _EN_DAY.search(text):
        month = _MONTHS.index(found[2] or found[3]) + 1
        return _nearest(today, month, int(found[1] or found[4]))
    return None


def _nearest(today: date, month: int, day: int) -> str | None:
    """Without a year: this one, or the next where that is more than half a year ago."""
    made = _made(today.year, month, day)
    if made and date.fromisoformat(made) < today - timedelta(days=183):
        return _made(today.year + 1, month, day)
    return made


def _made(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _whole(found) -> str | None:
    return found[0] if found else None
