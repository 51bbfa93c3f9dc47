"""Split a text at a provider's limit: between paragraphs, else lines, sentences, words, never inside a character."""

import re
import unicodedata
from collections.abc import Callable

# The best place to cut stands first; a piece is left at least this full before a worse kind of place is taken.
_PLACES = [re.compile(p) for p in (r"\n\s*\n", r"\n", r"[.!?…][\"'”’)]*\s|[。！？…；][”’」』）]*", r"[\s，、：]")]
FULL = 0.5
_JOINER = "\u200d"


def split(text: str, limit: int, measure: Callable[[str], int] = len) -> list[str]:
    """The text in pieces of at most `limit`, counted by `measure`; none for a text without a word."""
    pieces, rest = [], text.strip()
    while rest and measure(rest) > limit:
        end = _cut(rest, _fitting(rest, limit, measure))
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*pieces, rest] if rest else pieces


def in_bytes(text: str) -> int:
    """A measure: the bytes of UTF-8."""
    return len(text.encode("utf-8", "replace"))


def in_utf16(text: str) -> int:
    """A measure: the units of UTF-16, in which an emoji counts twice or more."""
    return len(text.encode("utf-16-le", "replace")) // 2


def _fitting(text: str, limit: int, measure) -> int:
    """How many code points from the start fit; at least one, or it would never end."""
    low, high = 1, min(len(text), max(limit, 1))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= limit else (low, middle - 1)
    return low


def _cut(text: str, most: int) -> int:
    window = text[: most + 1]  # a space right behind the piece is a place too
    for place in _PLACES:
        ends = [found.end() for found in place.finditer(window) if found.start() >= most * FULL]
        fitting = [end for end in ends if len(text[:end].rstrip()) <= most]
        if fitting:
            return fitting[-1]
    return _between_characters(text, most)


def _between_characters(text: str, most: int) -> int:
    """The last place at or before `most` where no accent, variant, joined emoji or flag is torn apart."""
    for end in range(most, max(most - 64, 0), -1):
        if not _belongs_together(text, end):
            return end
    return most


def _belongs_together(text: str, end: int) -> bool:
    before, after = text[end - 1], text[end]
    if _JOINER in (before, after) or unicodedata.combining(after) or unicodedata.category(after) in ("Mn", "Me", "Mc"):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff":  # a tone of skin
        return True
    return _flag(after) and _flags_before(text, end) % 2 == 1


def _flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _flags_before(text: str, end: int) -> int:
    count = 0
    while end > 0 and _flag(text[end - 1]):
        count, end = count + 1, end - 1
    return count
