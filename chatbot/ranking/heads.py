"""Heads: classifiers that learn from the phrasings of a base which entry a question belongs to."""

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from chatbot.ranking.letters import runs
from knowledge_base.analysis import terms

ENOUGH = 2.5  # phrasings an entry on average: with fewer there is nothing to learn from
MOST_ENTRIES = 600  # learning time grows with entries times phrasings


class Heads:
    """`words` is a linear SVM over words and letters, `meanings` a logistic regression over vectors."""

    def __init__(self, texts: list[str], owners: np.ndarray, meanings: np.ndarray | None):
        self._features = FeatureUnion(
            [
                ("words", TfidfVectorizer(analyzer=terms, sublinear_tf=True)),
                ("letters", TfidfVectorizer(analyzer=runs, sublinear_tf=True)),
            ]
        )
        self._by_words = LinearSVC(C=1.0).fit(self._features.fit_transform(texts), owners)
        self._by_meaning = None
        if meanings is not None:
            self._by_meaning = LogisticRegression(C=20.0, max_iter=200).fit(meanings, owners)

    def words(self, texts: list[str]) -> np.ndarray:
        """How far each question lies on each entry's side of its border, (texts, entries)."""
        return _two_sided(self._by_words.decision_function(self._features.transform(texts)))

    def meanings(self, vectors: np.ndarray) -> np.ndarray:
        """The logarithm of each entry's probability, (texts, entries)."""
        return self._by_meaning.predict_log_proba(vectors)


def worth_it(texts: list[str], entries: int) -> bool:
    """Whether a base has enough phrasings to learn from."""
    return 1 < entries <= MOST_ENTRIES and len(texts) >= ENOUGH * entries


def _two_sided(decisions: np.ndarray) -> np.ndarray:
    return np.stack([-decisions, decisions], axis=1) if decisions.ndim == 1 else decisions
