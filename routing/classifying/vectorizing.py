"""Vectorizing: texts as rows of numbers to learn from: words, letters, and, where it helps, what they mean."""

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from helpdesk import meaning
from routing.classifying.features import letters, words

_MOST_RUNS = 300_000
_MANY = 3000  # texts from which on what occurs once or twice is noise
_ENOUGH = 5000  # and from which on meaning adds nothing to their words (measured), but a minute to each training


def vectorizer(texts: int) -> FeatureUnion:
    """Not yet fitted, for so many texts to learn from."""
    rare = 2 if texts >= _MANY else 1
    parts = [
        ("words", TfidfVectorizer(analyzer=words, sublinear_tf=True, min_df=rare)),
        ("letters", TfidfVectorizer(analyzer=letters, sublinear_tf=True, min_df=2 * rare - 1, max_features=_MOST_RUNS)),
    ]
    return FeatureUnion([*parts, ("meaning", Meaning())] if texts < _ENOUGH and meaning.is_there() else parts)


class Meaning(TransformerMixin, BaseEstimator):
    """Sentence vectors around their middle: what all texts of a desk have in common tells none from another."""

    def fit(self, texts, _labels=None):
        """Learn the middle."""
        self.middle_ = meaning.vectors(texts).mean(axis=0)
        return self

    def transform(self, texts) -> csr_matrix:
        """A row of length one for each text."""
        return csr_matrix(meaning.unit(meaning.vectors(texts) - self.middle_).astype(np.float64))
