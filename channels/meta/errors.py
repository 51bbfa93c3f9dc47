"""What Meta's error codes mean for an answer of ours, in plain words."""

import re

from channels.calling import Answer
from channels.channel import Later, Refused
from channels.meta.error_words import PAUSES, SOON, SUBCODES, WORDS


class Denied(Refused):
    """Meta says no; `code` and `subcode` are its own."""

    def __init__(self, words: str, code: int, subcode: int, said: str):
        super().__init__(words)
        self.code, self.subcode, self.said = code, subcode, said


def of(answer: Answer) -> Exception:
    """The error to raise for this answer: Later where it passes by itself, else Denied."""
    error = answer.json.get("error")
    error = error if isinstance(error, dict) else {}
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    said = said_in(error) or f"HTTP {answer.status}"
    if code in PAUSES:
        return Later(words_of(code, said, subcode), PAUSES[code])
    if code in SOON or (error.get("is_transient") is True and code not in WORDS):
        return Later(words_of(code, said, subcode))
    return Denied(words_of(code, said, subcode), code, subcode, said)


def words_of(code: int, said: str, subcode: int = 0) -> str:
    """Plain words for this code, with Meta's own behind them: those name the field, the file, the day."""
    plain = SUBCODES.get((code, subcode)) or WORDS.get(code)
    if plain is None and 200 <= code < 300:
        plain = "the token lacks a permission: give it at Meta and make a new token"
    said = re.sub(r"^\(#\d+\)\s*", "", said)[:250]
    if not plain:
        return f"Meta refuses: {said} ({code})"
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
