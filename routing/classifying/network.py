"""Network: a second opinion beside the linear one. Texts are pressed into a few dimensions, where words that occur
together lie together, beside what they mean; three small networks vote. Where the linear one errs, they often do not.
"""

import warnings

import numpy as np
from sklearn.decomposition import TruncatedSVD
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from routing.classifying.model import LEAST, SCALE, SCALE_OF_MEANING

DIMENSIONS, HIDDEN, VOTES, ROUNDS = 300, 512, 3, 12
_OFTEN = 10  # texts that have a term, for it to count: what is rare says little of what else is there


class Space:
    """The few dimensions, learned from texts alone: their labels are not looked at."""

    def __init__(self, terms):
        often = np.diff(terms.tocsc().indptr) >= _OFTEN
        self.rows = np.flatnonzero(often if often.any() else np.ones_like(often))
        most = min(len(self.rows), terms.shape[0]) - 1
        self._svd = TruncatedSVD(min(DIMENSIONS, most), n_iter=2, random_state=0).fit(terms[:, self.rows])

    def places(self, terms, meanings: np.ndarray | None) -> np.ndarray:
        """Where these texts lie: a row each."""
        lies = _scaled(self._svd.transform(terms[:, self.rows]))
        return lies if meanings is None else np.hstack([lies, meanings * SCALE_OF_MEANING])

    @property
    def axes(self) -> np.ndarray:
        """(rows, dimensions)."""
        return self._svd.components_.T


class Network:
    """Three networks that differ in how they began."""

    def __init__(self, places: np.ndarray, labels: np.ndarray):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
            self._voters = [
                MLPClassifier(
                    (HIDDEN,), max_iter=ROUNDS, alpha=0.3, batch_size=min(200, len(labels)), random_state=seed
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
