"""Network: a second opinion beside the linear one. Texts are pressed into a few dimensions, where words that occur
together lie together, and three small networks vote; where the linear one errs, they often do not.
"""

import warnings

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from routing.classifying.model import LEAST, SCALE

DIMENSIONS, HIDDEN, VOTES, ROUNDS = 150, 512, 3, 12


class Space:
    """The few dimensions, learned from texts alone: their labels are not looked at."""

    def __init__(self, words):
        self._svd = TruncatedSVD(min(DIMENSIONS, words.shape[1] - 1, words.shape[0] - 1), n_iter=2, random_state=0)
        self.known = _scaled(self._svd.fit_transform(words))

    def places(self, words) -> np.ndarray:
        """Where these texts lie."""
        return _scaled(self._svd.transform(words))

    @property
    def axes(self) -> np.ndarray:
        """(terms, dimensions)."""
        return self._svd.components_.T


class Network:
    """Three networks that differ in how they began."""

    def __init__(self, places: np.ndarray, labels: np.ndarray):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
            self._voters = [
                MLPClassifier(
                    (HIDDEN,), max_iter=ROUNDS, alpha=0.3, batch_size=min(100, len(labels)), random_state=seed
                ).fit(places, labels)
                for seed in range(VOTES)
            ]
        self.classes_ = self._voters[0].classes_

    def decision_function(self, places: np.ndarray) -> np.ndarray:
        """How likely each label is: logarithms, a column a label."""
        return sum(np.log(voter.predict_proba(places) + LEAST) for voter in self._voters) / VOTES

    @property
    def layers(self) -> list[tuple[np.ndarray, ...]]:
        """Of each voter the weights and biases of its two layers."""
        return [
            (voter.coefs_[0], voter.intercepts_[0], voter.coefs_[1], voter.intercepts_[1]) for voter in self._voters
        ]


def _scaled(rows: np.ndarray) -> np.ndarray:
    length = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return (rows / length * SCALE).astype(np.float32)
