"""Wording: BM25 over documents, the words that a question and a document share."""

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

_SATURATION, _LENGTH = 1.2, 0.75


class Wording:
    """Documents given as lists of terms."""

    def __init__(self, documents: list[list[str]]):
        self.size = len(documents)
        self._words = CountVectorizer(analyzer=lambda terms: terms or ["∅"])
        counts = self._words.fit_transform(documents).astype(np.float32).tocsr()
        self.vocabulary = self._words.vocabulary_
        known_in = np.bincount(counts.indices, minlength=counts.shape[1])
        self._rarity = np.log(1 + (self.size - known_in + 0.5) / (known_in + 0.5))
        self._rarest = float(np.log(1 + (self.size + 0.5) / 0.5))
        self._weights = _weighed(counts, self._rarity).tocsc()

    def scores(self, terms: list[str]) -> np.ndarray:
        """How well each document matches."""
        found = np.zeros(self.size, np.float32)
        weights = self._weights
        for column in {self.vocabulary[term] for term in terms if term in self.vocabulary}:
            start, end = weights.indptr[column], weights.indptr[column + 1]
            found[weights.indices[start:end]] += weights.data[start:end]
        return found

    def most(self, terms: list[str]) -> float:
        """What a document would score that had all these terms; words nobody knows count as the rarest."""
        columns = (self.vocabulary.get(term) for term in set(terms))
        return sum(self._rarest if c is None else float(self._rarity[c]) for c in columns) * (1 + _SATURATION) or 1.0


def _weighed(counts: sparse.csr_matrix, rarity: np.ndarray) -> sparse.csr_matrix:
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    damping = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / max(lengths.mean(), 1e-9))
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    counts.data = counts.data * (_SATURATION + 1) / (counts.data + damping[rows]) * rarity[counts.indices]
    return counts.astype(np.float32)
