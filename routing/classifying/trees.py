"""Trees: a third opinion, from boosted trees: many small questions, each of how much of one term a text has.

They hear what the linear one and the networks cannot: a term that means something else beside another. numpy is enough
to ask them; routing/classifying/boosting.py grows them.
"""

from dataclasses import dataclass, fields

import numpy as np


@dataclass(frozen=True)
class Trees:
    """The nodes of all trees in one list. A leaf asks nothing (column -1) and leads to itself; the others lead to
    `lower` where the text has at most `border` of their column. Trees take turns: one for each label, round by round.
    """

    rows: np.ndarray  # of all terms the column of each, -1 for those that are not asked about
    loud: np.ndarray  # of each column its weight in training beside that of its part
    columns: np.ndarray
    borders: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    says: np.ndarray  # of a leaf, for its tree's label
    roots: np.ndarray  # (rounds, labels)

    def decision(self, weights: np.ndarray, places: np.ndarray) -> np.ndarray:
        """How likely each label is: logarithms."""
        columns = self.rows[places]
        known = columns >= 0
        has = np.zeros(len(self.loud) + 1)  # the last is what a leaf looks at
        has[columns[known]] = weights[known] * self.loud[columns[known]]
        at = self.roots.ravel()
        while (self.columns[at] >= 0).any():
            at = np.where(has[self.columns[at]] <= self.borders[at], self.lower[at], self.upper[at])
        said = self.says[at].reshape(self.roots.shape).sum(axis=0)
        return said - said.max() - np.log(np.exp(said - said.max()).sum())

    def arrays(self) -> dict[str, np.ndarray]:
        """By name, to be kept in a file."""
        return {f"trees_{field.name}": getattr(self, field.name) for field in fields(self)}


def from_arrays(arrays) -> Trees | None:
    """Read what arrays() gave; None where there are none."""
    names = [f"trees_{field.name}" for field in fields(Trees)]
    return Trees(*(arrays[name] for name in names)) if names[0] in arrays else None
