"""Features: of a text its words, their pairs, what it opens with, and runs of characters."""

import re

from helpdesk import language

_WORDS_OF, _LETTERS_OF = 4000, 1500  # characters of a text that are read: what a ticket is about stands first
_OPENING = 8  # words: the subject of most
_LATIN, _HAN = (3, 4, 5), (1, 2, 3)  # lengths of runs


def words(text: str) -> list[str]:
    """Words and pairs of neighbours."""
    return _with_pairs(language.words(text[:_WORDS_OF]))


def opening(text: str) -> list[str]:
    """Its first words and their pairs: what a ticket is about stands first."""
    return _with_pairs(language.words(text[: _OPENING * 40])[:_OPENING])


def _with_pairs(found: list[str]) -> list[str]:
    return found + [f"{one} {other}" for one, other in zip(found, found[1:], strict=False)] or ["∅"]


def letters(text: str) -> list[str]:
    """Runs of characters, of Chinese shorter ones."""
    text = " " + re.sub(r"\s+", " ", language.fold(text[:_LETTERS_OF])).strip() + " "
    lengths = _HAN if any(language.is_han(character) for character in text) else _LATIN
    return [text[i : i + n] for n in lengths for i in range(len(text) - n + 1)]
