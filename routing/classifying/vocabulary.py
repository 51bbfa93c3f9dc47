"""Vocabulary: where each term has its place, without the terms: they would be a hundred bytes each in every process.

They are known by 64 bits of theirs. That a stranger has those of one among a million happens once in 10^13 look-ups.
"""

from collections.abc import Sequence

import numpy as np


class Vocabulary:
    """The places of these terms, in their order. Who is going to write them down keeps them."""

    def __init__(self, terms: Sequence[str], *, keep: bool = False):
        marks = _marks(terms)
        self.terms = list(terms) if keep else None
        self._places = np.argsort(marks).astype(np.int32)
        self._marks = marks[self._places]

    def __len__(self) -> int:
        return len(self._marks)

    def places(self, terms: Sequence[str]) -> np.ndarray:
        """The places of those terms that are known, as often as they come."""
        if not len(self):
            return self._places
        asked = _marks(terms)
        found = np.minimum(np.searchsorted(self._marks, asked), len(self) - 1)
        return self._places[found[self._marks[found] == asked]]


def _marks(terms: Sequence[str]) -> np.ndarray:
    # Of this process alone, and of those forked from it: hash() has another seed in the next.
    return np.fromiter(map(hash, terms), np.int64, len(terms))
