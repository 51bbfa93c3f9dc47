"""Classifier: a linear SVM over words and letters, and how sure it is.

Sureness is learned from texts that the SVM had not seen (cross-validation), and so is the threshold from which on a
ticket may be sent without anybody looking.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.svm import LinearSVC

from routing.classifying.features import features

PRECISION = 0.95
_FOLDS = 3
_DEVIATIONS = 1.0  # the precision must hold even if this sample was lucky by so many standard errors
_NEVER = 2.0  # a threshold no sureness reaches
_MARGIN = 0.01  # what is measured on the desk's past looks a little better than its future is
_FEWEST = 30  # texts to learn a threshold from
_LARGE = 5000  # texts from which on the border may be wider: more noise, and learned in half the time


class TooLittle(ValueError):
    """There is nothing to tell apart."""


@dataclass(frozen=True)
class Verdict:
    """The labels, the likeliest first (three at most); the chance that the first is right; may it go by itself?"""

    labels: list[str]
    sureness: float
    automatic: bool

    @property
    def label(self) -> str:
        """The likeliest."""
        return self.labels[0]


class Classifier:
    """Learns from texts and their labels; `precision` is what is wanted of those it sends by itself."""

    def __init__(self, texts: list[str], labels: list[str], *, precision: float = PRECISION):
        if len(set(labels)) < 2:
            raise TooLittle("Needs texts with two labels at least.")
        self._features = features(len(texts))
        known, right = self._features.fit_transform(texts), np.array(labels)
        self._border = 0.3 if len(texts) >= _LARGE else 1.0
        self._model = self._fitted(known, right)
        self.labels = self._model.classes_
        self._sure, self.threshold = _NeverSure(), _NEVER
        decisions, seen = self._unseen(known, right)
        ok = self.labels[decisions.argmax(axis=1)][seen] == right[seen]
        if len(ok) >= _FEWEST and ok.any() and not ok.all():
            self._sure = LogisticRegression().fit(_margins(decisions[seen]), ok)
            self.threshold = safe_threshold(self._sureness(decisions[seen]), ok, precision)

    def classify(self, texts: list[str]) -> list[Verdict]:
        """One verdict a text."""
        if not texts:
            return []
        decisions = _two_sided(self._model.decision_function(self._features.transform(texts)))
        order, chances = np.argsort(-decisions, axis=1)[:, :3], self._sureness(decisions)
        return [
            Verdict([str(self.labels[place]) for place in places], float(chance), bool(chance >= self.threshold))
            for places, chance in zip(order, chances, strict=True)
        ]

    def _fitted(self, known, right) -> LinearSVC:
        return LinearSVC(C=self._border).fit(known, right)

    def _unseen(self, known, right) -> tuple[np.ndarray, np.ndarray]:
        """What the SVM says of each text when it has learned from the others, and for which texts that is known."""
        decisions, seen = np.full((len(right), len(self.labels)), -9.0), np.zeros(len(right), bool)
        enough = min(Counter(right.tolist()).values()) >= _FOLDS
        folds = (StratifiedKFold if enough else KFold)(_FOLDS, shuffle=True, random_state=0)
        for learn, test in folds.split(known, right):
            if len(set(right[learn])) < 2:
                continue
            model = self._fitted(known[learn], right[learn])
            columns = np.searchsorted(self.labels, model.classes_)
            decisions[np.ix_(test, columns)] = _two_sided(model.decision_function(known[test]))
            seen[test] = True
        return decisions, seen

    def _sureness(self, decisions: np.ndarray) -> np.ndarray:
        return self._sure.predict_proba(_margins(decisions))[:, 1]


class _NeverSure:
    """Where there was too little to learn it from."""

    def predict_proba(self, margins: np.ndarray) -> np.ndarray:
        return np.zeros((len(margins), 2))


def safe_threshold(sureness: np.ndarray, right: np.ndarray, precision: float) -> float:
    """The lowest from which on the precision holds with a margin for luck; one that nothing reaches if none does."""
    order = np.argsort(-sureness, kind="stable")
    counts = np.arange(1, len(order) + 1)
    shares = np.cumsum(right[order]) / counts
    lucky = _DEVIATIONS * np.sqrt(precision * (1 - precision) / counts)
    holds = np.flatnonzero((shares - lucky - _MARGIN >= precision) & (counts >= _FEWEST))
    return float(sureness[order[holds[-1]]]) if len(holds) else _NEVER


def _margins(decisions: np.ndarray) -> np.ndarray:
    """How far in the first is; how far ahead of the second, and of the others on the whole."""
    ordered = np.sort(decisions, axis=1)
    first = ordered[:, -1]
    return np.stack([first, first - ordered[:, -2], first - ordered[:, :-1].mean(axis=1)], axis=1)


def _two_sided(decisions: np.ndarray) -> np.ndarray:
    return np.stack([-decisions, decisions], axis=1) if decisions.ndim == 1 else decisions
