"""Vectorizing: texts as rows of numbers to learn from: words, letters, how they open, and what they mean."""

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

from helpdesk import meaning
from routing.classifying.features import letters, opening, words

WEIGHTS = {"opening": 0.5}  # beside words and letters; measured
_MOST_RUNS = 300_000
_MANY = 3000  # texts from which on what occurs once or twice is noise


def vectorizer(texts: int) -> FeatureUnion:
    """Not yet fitted, for so many texts to learn from."""
    rare = 2 if texts >= _MANY else 1
    runs = {"min_df": 2 * rare - 1, "max_features": _MOST_RUNS}
    parts = [
        ("words", TfidfVectorizer(analyzer=words, sublinear_tf=True, min_df=rare)),
        ("letters", TfidfVectorizer(analyzer=letters, sublinear_tf=True, **runs)),
        ("opening", TfidfVectorizer(analyzer=opening, sublinear_tf=True, min_df=rare)),
    ]
    return FeatureUnion(parts, transformer_weights=WEIGHTS)


class Meaning(TransformerMixin, BaseEstimator):
    """Sentence vectors around their middle: what all texts of a desk have in common tells none from another."""

    def fit(self, texts, _labels=None):
        """Learn the middle."""
        self.middle_ = meaning.vectors(texts).mean(axis=0)
        return self

    def transform(self, texts) -> np.ndarray:
        """A row of length one for each text."""
        return meaning.unit(meaning.vectors(texts) - self.middle_)
