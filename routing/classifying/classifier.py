"""Classifier: a linear SVM over terms and meaning, on large desks beside networks and trees, and how sure it is.

Sureness is learned from texts that the SVM had not seen (cross-validation), and so is the threshold from which on a
ticket may be sent without anybody looking.
"""

from collections import Counter

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.svm import LinearSVC

from helpdesk import meaning
from routing.classifying import boosting
from routing.classifying.boosting import Boosted
from routing.classifying.model import NEVER, Means, Model, Part, SecondOpinion, clearness, together, two_sided
from routing.classifying.network import Network, Space
from routing.classifying.trees import Trees
from routing.classifying.vectorizing import WEIGHTS, Meaning, vectorizer
from routing.classifying.verdict import Verdict
from routing.classifying.vocabulary import Vocabulary

PRECISION = 0.95
_FOLDS = 3
# The precision must hold even if this sample was lucky by a standard error. No more: what is measured here was learned
# from two thirds of the texts, and all of them together do a little better. Of so many texts luck is less than that.
_PLENTY = 5000
_FEWEST = 30  # texts to learn a threshold from
_LARGE = 5000  # texts from which on the border may be wider (more noise), and further opinions are worth their time


class TooLittle(ValueError):
    """There is nothing to tell apart."""


class Classifier:
    """Learns from texts and their labels; `precision` is what is wanted of those it sends by itself."""

    def __init__(self, texts: list[str], labels: list[str], *, precision: float = PRECISION):
        if len(set(labels)) < 2:
            raise TooLittle("Needs texts with two labels at least.")
        large, right = len(texts) >= _LARGE, np.array(labels)
        self._features = vectorizer(len(texts))
        self._meaning = Meaning() if meaning.is_there() else None
        with meaning.remembering():  # each is encoded once
            terms = self._features.fit_transform(texts)
            meanings = self._meaning.fit_transform(texts) if self._meaning is not None else None
        self._border = 0.3 if large else 1.0
        self._space = Space(terms) if large else None
        known, places = self._as_read(terms, meanings)
        self._model, self._others = self._fitted(known, right), self._other_opinions(known, places, right)
        self.labels = self._model.classes_
        self._sure, self.threshold = _NeverSure(), NEVER
        clear, ok = self._unseen(known, places, right)
        if len(ok) >= _FEWEST and ok.any():
            self._sure = _sure_of(clear, ok)
            self.threshold = safe_threshold(self._sureness(clear), ok, precision)

    def classify(self, texts: list[str]) -> list[Verdict]:
        """One verdict a text."""
        if not texts:
            return []
        meanings = self._meaning.transform(texts) if self._meaning is not None else None
        known, places = self._as_read(self._features.transform(texts), meanings)
        opinions = _opinions(self._model, self._others, known, places)
        decisions = together(*opinions)
        order, chances = np.argsort(-decisions, axis=1)[:, :3], self._sureness(clearness(decisions, opinions))
        return [
            Verdict([str(self.labels[place]) for place in places], float(chance), bool(chance >= self.threshold))
            for places, chance in zip(order, chances, strict=True)
        ]

    def to_model(self) -> Model:
        """What was learned, as plain arrays that need no scikit-learn."""
        says, parts, start = self._model.coef_.T, [], 0
        for name, part in self._features.transformer_list:
            end = start + len(part.vocabulary_)
            terms = Vocabulary(sorted(part.vocabulary_, key=part.vocabulary_.__getitem__), keep=True)
            parts.append(Part(terms, part.idf_, says[start:end] * WEIGHTS.get(name, 1)))
            start = end
        sure = self._sure
        weights = np.append(sure.coef_[0], sure.intercept_) if isinstance(sure, LogisticRegression) else np.zeros(0)
        labels = [str(label) for label in self.labels]
        means = Means(self._meaning.middle_, says[start:] if self._space is None else None) if self._meaning else None
        others = self._others_as_arrays([len(part.terms) for part in parts]) if self._others else (None, None)
        second, third = others
        return Model(labels, tuple(parts), self._model.intercept_, weights, self.threshold, second, means, third)

    def _others_as_arrays(self, sizes: list[int]) -> tuple[SecondOpinion, Trees | None]:
        network, *boosted = self._others
        rows = np.full(sum(sizes), -1)
        rows[self._space.rows] = np.arange(len(self._space.rows))
        loud = np.repeat([WEIGHTS.get(name, 1) for name, _ in self._features.transformer_list], sizes)
        second = SecondOpinion(rows, self._space.axes * loud[self._space.rows, None], network.layers)
        return second, boosted[0].trees(loud) if boosted else None

    def _as_read(self, terms, meanings) -> tuple:
        """What the SVM reads of texts, and what the networks do, where there are any."""
        if self._space is not None:
            return terms, self._space.places(terms, meanings)
        return (terms if meanings is None else hstack([terms, csr_matrix(meanings)]).tocsr()), None

    def _fitted(self, known, right) -> LinearSVC:
        return LinearSVC(C=self._border).fit(known, right)

    def _other_opinions(self, known, places, right) -> list[Network | Boosted]:
        if places is None:
            return []
        return [Network(places, right), *([Boosted(known, right)] if boosting.is_there() else [])]

    def _unseen(self, known, places, right) -> tuple[np.ndarray, np.ndarray]:
        """How clear texts were when they were learned from the others, and whether what was said of them was right."""
        clear, ok = [], []
        enough = min(Counter(right.tolist()).values()) >= _FOLDS
        folds = (StratifiedKFold if enough else KFold)(_FOLDS, shuffle=True, random_state=0)
        for learn, test in folds.split(known, right):
            if len(set(right[learn])) < 2:
                continue
            model = self._fitted(known[learn], right[learn])
            near = [None, None] if places is None else [places[learn], places[test]]
            others = self._other_opinions(known[learn], near[0], right[learn])
            opinions = _opinions(model, others, known[test], near[1])
            decisions = together(*opinions)
            clear.append(clearness(decisions, opinions))
            ok.append(model.classes_[decisions.argmax(axis=1)] == right[test])
        return (np.concatenate(clear), np.concatenate(ok)) if ok else (np.zeros((0, 3)), np.zeros(0, bool))

    def _sureness(self, clear: np.ndarray) -> np.ndarray:
        return self._sure.predict_proba(clear)[:, 1]


def _opinions(model: LinearSVC, others: list[Network | Boosted], known, places) -> list[np.ndarray]:
    """What each says of each label."""
    linear = two_sided(model.decision_function(known))
    if not others:
        return [linear]
    network, *boosted = others
    return [linear, network.decision_function(places), *(one.decision_function(known) for one in boosted)]


def _sure_of(told: np.ndarray, ok: np.ndarray) -> LogisticRegression:
    """The chance of being right by how clear it was. Where nothing was wrong, a text that says nothing would be."""
    if ok.all():
        told, ok = np.vstack([told, np.zeros((3, told.shape[1]))]), np.append(ok, [False] * 3)
    return LogisticRegression().fit(told, ok)


class _NeverSure:
    """Where there was too little to learn it from."""

    def predict_proba(self, clear: np.ndarray) -> np.ndarray:
        return np.zeros((len(clear), 2))


def safe_threshold(sureness: np.ndarray, right: np.ndarray, precision: float) -> float:
    """The lowest from which on the precision holds with a margin for luck; one that nothing reaches if none does."""
    order = np.argsort(-sureness, kind="stable")
    counts = np.arange(1, len(order) + 1)
    shares = np.cumsum(right[order]) / counts
    lucky = np.sqrt(precision * (1 - precision) / counts) * (counts < _PLENTY)
    holds = np.flatnonzero((shares - lucky >= precision) & (counts >= _FEWEST))
    return float(sureness[order[holds[-1]]]) if len(holds) else NEVER
