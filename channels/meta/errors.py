"""What Meta's error codes mean for an answer of ours, in plain words."""

import re

from channels.calling import Answer
from channels.channel import Later, Refused
from channels.meta.error_words import PAUSES, PERMISSION, REFUSES, SOON, SUBCODES, WORDS
from channels.meta.words import said as in_words


class Denied(Refused):
    """Meta says no; `code` and `subcode` are its own."""

    def __init__(self, words: str, code: int, subcode: int, said: str):
        super().__init__(words)
        self.code, self.subcode, self.said = code, subcode, said


def of(answer: Answer, settings: dict) -> Exception:
    """The error to raise for this answer: Later where it passes by itself, else Denied."""
    error = answer.json.get("error")
    error = error if isinstance(error, dict) else {}
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    said = said_in(error) or f"HTTP {answer.status}"
    words = words_of(settings, code, said, subcode)
    if code in PAUSES:
        return Later(words, PAUSES[code])
    if code in SOON or (error.get("is_transient") is True and code not in WORDS):
        return Later(words)
    return Denied(words, code, subcode, said)


def words_of(settings: dict, code: int, said: str, subcode: int = 0) -> str:
    """Plain words for this code, with Meta's own behind them: those name the field, the file, the day."""
    known = SUBCODES.get((code, subcode)) or WORDS.get(code) or (PERMISSION if 200 <= code < 300 else REFUSES)
    said = re.sub(r"^\(#\d+\)\s*", "", said)[:250]
    plain = in_words(settings, known)
    return f"{plain} ({code}: {said})" if said else f"{plain} ({code})"


def said_in(error: dict) -> str:
    """What Meta itself says of it, the most exact words it gives."""
    details = error.get("error_data")
    exact = details.get("details") if isinstance(details, dict) else None
    return str(exact or error.get("error_user_msg") or error.get("message") or error.get("title") or "").strip()


def _number(value) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
