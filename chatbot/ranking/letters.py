"""Letters: the cosine of runs of two to four characters, which sees through endings, typing errors and word breaks."""

import re

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from helpdesk import language

_LENGTHS = (2, 3, 4)
_LONGEST = 300  # characters of a question or title


class Letters:
    """Texts, each a way of asking."""

    def __init__(self, texts: list[str]):
        self._vectors = TfidfVectorizer(analyzer=runs, sublinear_tf=True, dtype=np.float32)
        self._columns = self._vectors.fit_transform(texts).tocsc()
        self._strangest = float(np.log(1 + len(texts)) + 1)

    def scores(self, text: str) -> np.ndarray:
        """The cosine of each text with this one, between 0 and 1; runs nobody knows count as the rarest."""
        found = np.zeros(self._columns.shape[0], np.float32)
        counts: dict[str, int] = {}
        for run in runs(text):
            counts[run] = counts.get(run, 0) + 1
        length = 0.0
        for run, count in counts.items():
            column = self._vectors.vocabulary_.get(run)
            rarity = self._strangest if column is None else self._vectors.idf_[column]
            weight = float((1 + np.log(count)) * rarity)
            length += weight * weight
            if column is not None:
                start, end = self._columns.indptr[column], self._columns.indptr[column + 1]
                found[self._columns.indices[start:end]] += self._columns.data[start:end] * weight
        return found / max(length**0.5, 1e-9)


def runs(text: str) -> list[str]:
    """The runs of characters of a text, its spaces made one."""
    text = " " + re.sub(r"\s+", " ", language.fold(text[:_LONGEST])).strip() + " "
    return [text[i : i + n] for n in _LENGTHS for i in range(len(text) - n + 1)]
