"""Question: what somebody typed as the words to look for: spelt right, no stop words, with what means the same."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from helpdesk import language
from helpdesk.db import db
from knowledge_base.analysis import stop_words
from knowledge_base.wording import Wording, clean, wording

LONGEST, MOST_WORDS = 400, 24
KEPT_FOR = 2.0  # seconds that wording is trusted without asking
SYNONYM = 0.7
# Pairs that stand in every other question and ask for nothing of their own; of Chinese, pairs are what is looked for.
_CHINESE = frozenset(
    (
        "怎么 么办 什么 么样 多久 可以 可不 不可 如何 为什 请问 问一 一下 哪里 你们 我们 我的 你的 能不 不能 是不 有没"
    ).split()
)
_kept: tuple[float, object, Wording] | None = None
_tried: ContextVar[Wording | None] = ContextVar("tried", default=None)


@dataclass
class Question:
    """`words` with their weights; `typed` as it was; `raw` the words as typed, for spelling."""

    typed: str
    words: dict[str, float] = field(default_factory=dict)
    raw: list[str] = field(default_factory=list)


def question(typed: str) -> Question:
    """Make sense of it; there is nothing that cannot be typed."""
    typed = " ".join(typed.replace("\0", " ").split())[:LONGEST]
    kept = kept_wording()
    spelt = _spelt(typed, kept.spellings)
    said = language.query_words(spelt)[: MOST_WORDS * 2]
    stops = stop_words() | _CHINESE | kept.stops
    telling = [word for word in said if word not in stops] or said
    words = dict.fromkeys(telling[:MOST_WORDS], 1.0)
    for word in _meant(set(said), kept):
        words.setdefault(word, SYNONYM)
    raw = [run.group() for run in language.runs(spelt) if not language.is_han(run.group())]
    return Question(typed, words, raw)


def kept_wording() -> Wording:
    """Synonyms, spellings and stop words, at most two seconds old."""
    global _kept
    if (tried := _tried.get()) is not None:
        return tried
    engine = str(db.engine.url)
    if _kept is None or _kept[1] != engine or time.monotonic() - _kept[0] > KEPT_FOR:
        _kept = (time.monotonic(), engine, wording())
    return _kept[2]


@contextmanager
def trying_out(kind: str, words: list[str]) -> Iterator[None]:
    """Within, this thread looks things up as if these were kept too. Raises NotAllowed for what cannot be kept."""
    token = _tried.set(wording(also=(kind, clean(kind, words))))
    try:
        yield
    finally:
        _tried.reset(token)


def forget_wording() -> None:
    """Ask anew; what was kept a moment ago may be out of date."""
    global _kept
    _kept = None


def _spelt(typed: str, spellings: dict[str, str]) -> str:
    text = language.fold(typed)
    for wrong, right in spellings.items():
        if wrong in text:
            text = (
                text.replace(wrong, language.fold(right)) if not wrong.isascii() else _word_for_word(text, wrong, right)
            )
    return text


def _word_for_word(text: str, wrong: str, right: str) -> str:
    """Of Latin script only whole words: "ship" is no mistake inside "shipment"."""
    padded = f" {text} "
    return padded.replace(f" {wrong} ", f" {right} ").strip()


def _meant(said: set[str], kept: Wording) -> list[str]:
    found: list[str] = []
    for group in kept.synonyms:
        if any(set(phrase) <= said for phrase in group):
            found += [word for phrase in group for word in phrase if word not in said]
    return found[:MOST_WORDS]
