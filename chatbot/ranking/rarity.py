"""Rarity: texts as rows of length one, in which a term counts for more the fewer texts have it (TF-IDF)."""

from collections import Counter

import numpy as np

from chatbot.ranking.columns import Columns, counted


class Rarity:
    """Texts given as lists of terms, or as the columns that were made of them before."""

    def __init__(self, texts: list[list[str]] | None = None, columns: Columns | None = None):
        if columns is None:
            columns = counted(texts or [])
            columns = columns.with_values(_weighed(columns, _rarity(columns)))
        self.columns = columns
        self._rarity = _rarity(columns)
        self._strangest = float(np.log(1 + columns.size) + 1)

    def weights(self, terms: list[str], *, strangers: bool) -> list[tuple[int, float]]:
        """The columns of a question and their weights; `strangers`: terms nobody knows make the others count less."""
        found, length = [], 0.0
        for term, count in Counter(terms).items():
            column = self.columns.vocabulary.get(term)
            if column is None and not strangers:
                continue
            weight = float((1 + np.log(count)) * (self._strangest if column is None else self._rarity[column]))
            length += weight * weight
            if column is not None:
                found.append((column, weight))
        return [(column, weight / max(length**0.5, 1e-9)) for column, weight in found]


def _rarity(columns: Columns) -> np.ndarray:
    return np.log((1 + columns.size) / (1 + columns.known_in)) + 1


def _weighed(columns: Columns, rarity: np.ndarray) -> np.ndarray:
    values = (1 + np.log(columns.values)) * rarity[columns.terms_of_values]
    lengths = np.sqrt(np.bincount(columns.rows, weights=values**2, minlength=columns.size))
    return values / np.maximum(lengths, 1e-9)[columns.rows]
