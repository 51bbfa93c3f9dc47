"""Sentence: one sentence in both languages; which is shown is the reader's matter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """One sentence in both languages."""

    en: str
    zh: str
