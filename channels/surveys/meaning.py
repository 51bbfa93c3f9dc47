"""What a customer means by a few characters: "5", "５分", "五", "5 · Very happy", "⭐⭐⭐⭐". Pure."""

import re
import unicodedata

from channels.surveys.wording import choices_of
from tickets.surveys import SCALES

_UNIT = r"(?:分|星|颗星|点|/\s*(?:5|7|10)|stars?|points?)?"
_FIGURE = re.compile(rf"(\d{{1,2}})\s*{_UNIT}\s*[.!。~～]*", re.IGNORECASE | re.ASCII)
_HAN = {character: figure for figure, character in enumerate("零一二三四五六七八九十")} | {"两": 2}
_HAN_FIGURE = re.compile(r"([零一二三四五六七八九十两])\s*(?:分|颗星|星)?\s*[.!~～]*")
_STARS = re.compile(r"(?:[⭐★🌟]\ufe0f?\s*){1,5}")
LONGEST = 40


def meant(question: dict, words: str, language: str) -> object | None:
    """The value that these words stand for; None where they are no answer to this question."""
    said = unicodedata.normalize("NFKC", words).strip()
    if not said or len(said) > LONGEST:
        return None
    titles = [(value, title) for spoken in (language, "en", "zh") for value, title in choices_of(question, spoken)]
    for value, title in titles:
        if said.casefold() == unicodedata.normalize("NFKC", title).casefold():
            return value
    return _figure(question, said) if question["kind"] in SCALES else None


def _figure(question: dict, said: str) -> int | None:
    low, high = SCALES[question["kind"]]
    if match := _FIGURE.fullmatch(said):
        figure = int(match[1])
    elif match := _HAN_FIGURE.fullmatch(said):
        figure = _HAN[match[1]]
    elif _STARS.fullmatch(said) and question["kind"] == "csat":
        figure = sum(character in "⭐★🌟" for character in said)
    else:
        return None
    return figure if low <= figure <= high else None
