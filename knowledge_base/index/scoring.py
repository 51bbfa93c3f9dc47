"""Scoring: BM25 over fields, as Whoosh reckons it, for all documents of one segment at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from math import log

from whoosh.util.numeric import byte_to_length

from knowledge_base.index.postings import blocks_of, lengths_of, numbers_of

_SATURATION = 1.2
_BY_LENGTH = {"head": 0.4}  # how much a long field counts against itself; 0.75 else
_SCALE = [byte_to_length(step) for step in range(256)]


@dataclass(frozen=True)
class Term:
    """A word in a field, with what it counts for."""

    field: str
    word: str
    boost: float


def rarity(documents: int, holding: int) -> float:
    """What a word tells that stands in so many of them."""
    return log(documents / (holding + 1)) + 1


def best(scores: dict[int, float], offset: int, limit: int) -> list[tuple[float, int]]:
    """The highest scores as (less than nothing by as much, number among all), those that stand first before others."""
    if len(scores) <= limit:
        return [(-score, offset + number) for number, score in scores.items()]
    least = nlargest(limit, scores.values())[-1]
    return sorted((-score, offset + number) for number, score in scores.items() if score >= least)[:limit]


class Segment:
    """One segment of the index, which only loses documents: `before` is how it was opened last."""

    def __init__(self, leaf, before: "Segment | None" = None):
        self.leaf = leaf
        self._lengths: dict[str, bytes] = before._lengths if before is not None else {}

    def allowed(self, marks: Iterable[tuple[str, Iterable[str]]]) -> bytearray:
        """Of each document 1 where it holds one of the words of each field, and is there."""
        count = self.leaf.doc_count_all()
        flags = (1 << 8 * count) // 255 if count else 0  # a 1 in every byte
        for field, words in marks:
            some = bytearray(count)
            for word in words:
                for number in numbers_of(self.leaf, field, word):
                    some[number] = 1
            flags &= int.from_bytes(some, "big")
        found = bytearray(flags.to_bytes(count, "big"))
        for number in self.leaf.deleted_docs_set:
            found[number] = 0
        return found

    def score(self, term: Term, tells: float, usual: float, allowed: bytearray, scores: dict, only: bool) -> None:
        """Add what each document gets for this term to `scores`; `only` to those that have something already."""
        lengths, dampings = self._lengths_of(term.field), _dampings(term.field, usual)
        worth = term.boost * tells * (_SATURATION + 1)
        known = scores.get
        for numbers, weights in blocks_of(self.leaf, term.field, term.word):
            for number, weight in zip(numbers, weights, strict=False):
                if allowed[number] and (not only or number in scores):
                    gained = worth * weight / (weight + dampings[lengths[number]])
                    scores[number] = known(number, 0.0) + gained

    def _lengths_of(self, field: str) -> bytes:
        if field not in self._lengths:
            self._lengths[field] = lengths_of(self.leaf, field)
        return self._lengths[field]


def _dampings(field: str, usual: float) -> list[float]:
    share = _BY_LENGTH.get(field, 0.75)
    # No length stands for one word, as it does for Whoosh.
    return [_SATURATION * (1 - share + share * (length or 1) / (usual or 1)) for length in _SCALE]
