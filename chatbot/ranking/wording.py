"""Wording: BM25 over documents, the words that a question and a document share."""

import numpy as np

from chatbot.ranking.columns import Columns, counted

_SATURATION, _LENGTH = 1.2, 0.75


class Wording:
    """Documents given as lists of terms, or as the columns that were made of them before."""

    def __init__(self, documents: list[list[str]] | None = None, columns: Columns | None = None):
        if columns is None:
            columns = counted(terms or ["∅"] for terms in documents or [])
            columns = columns.with_values(_weighed(columns))
        self.columns, self.vocabulary, self.size = columns, columns.vocabulary, columns.size
        self._rarity = _rarity(columns)
        self._rarest = float(np.log(1 + (self.size + 0.5) / 0.5))

    def scores(self, terms: list[str]) -> np.ndarray:
        """How well each document matches."""
        known = {self.vocabulary[term] for term in terms if term in self.vocabulary}
        return self.columns.add_up((column, 1.0) for column in known)

    def most(self, terms: list[str]) -> float:
        """What a document would score that had all these terms; words nobody knows count as the rarest."""
        columns = (self.vocabulary.get(term) for term in set(terms))
        return sum(self._rarest if c is None else float(self._rarity[c]) for c in columns) * (1 + _SATURATION) or 1.0


def _rarity(columns: Columns) -> np.ndarray:
    known_in = columns.known_in
    return np.log(1 + (columns.size - known_in + 0.5) / (known_in + 0.5))


def _weighed(columns: Columns) -> np.ndarray:
    counts = columns.values
    lengths = np.bincount(columns.rows, weights=counts, minlength=columns.size)
    damping = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / max(lengths.mean(), 1e-9))
    return counts * (_SATURATION + 1) / (counts + damping[columns.rows]) * _rarity(columns)[columns.terms_of_values]
