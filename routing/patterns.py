"""Words and patterns in texts. A pattern is held to a time, for one that is written badly could take for ever."""

import re
import time
from functools import lru_cache

import regex

from helpdesk.language import fold, is_han

LONGEST_PATTERN, LONGEST_TEXT, MOST_REPEATS = 300, 20_000, 1_000
SECONDS = 0.02  # one pattern, one text
_NOT_WORD = re.compile(r"[\W_]+", re.UNICODE)
_REPEAT = re.compile(r"\{(\d*)(?:,(\d*))?\}")


class TooSlow(RuntimeError):
    """A pattern did not come to an end within its time."""


class BadPattern(ValueError):
    """This is no pattern; the text says why."""


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """The text as words are looked for in it: one case, one script, a blank between words and at both ends."""
    return f" {_NOT_WORD.sub(' ', fold(text[:LONGEST_TEXT]))} "


@lru_cache(maxsize=4096)
def needle(words: str) -> str:
    """What to look for: whole words ("refund", "refund*" also for refunds); Chinese anywhere."""
    begins = words.rstrip().endswith("*")
    inner = _NOT_WORD.sub(" ", fold(words)).strip()
    if not inner:
        return ""
    if any(is_han(character) for character in inner):
        return inner
    return f" {inner}" if begins else f" {inner} "


@lru_cache(maxsize=2048)
def compiled(pattern: str) -> regex.Pattern:
    """The pattern, ready to search with. Raises BadPattern."""
    if not pattern.strip() or len(pattern) > LONGEST_PATTERN:
        raise BadPattern(f"a pattern has 1 to {LONGEST_PATTERN} characters")
    repeats = 1
    for least, most in _REPEAT.findall(pattern):  # one inside another: their product is what memory pays for
        repeats *= max(1, int((most or least or "1")[:6]))
    if repeats > MOST_REPEATS:
        raise BadPattern(f"its repeats come to more than {MOST_REPEATS}")
    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    except (regex.error, RecursionError, OverflowError) as error:
        raise BadPattern(str(error)) from None


def found(pattern: str, text: str) -> bool:
    """Whether the pattern is somewhere in the text. Raises TooSlow."""
    began = time.perf_counter()
    try:
        return compiled(pattern).search(text[:LONGEST_TEXT], timeout=SECONDS) is not None
    except TimeoutError:
        raise TooSlow(f"{pattern[:60]!r} took more than {(time.perf_counter() - began) * 1000:.0f} ms") from None
