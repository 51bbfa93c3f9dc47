"""Boosting: growing the trees of a large desk, on the terms that tell labels apart best (chi-squared)."""

from functools import cache

import numpy as np
import structlog
from sklearn.feature_selection import chi2

from routing.classifying.trees import Trees

log = structlog.get_logger()
_COLUMNS, ROUNDS = 6000, 60
_GROWN = {
    "objective": "multiclass",
    "num_leaves": 31,
    "learning_rate": 0.15,
    "feature_fraction": 0.2,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "min_data_in_leaf": 5,
    "max_bin": 31,
    "seed": 0,
    "deterministic": True,
    "force_col_wise": True,
    "num_threads": 1,  # the others are for who works here
    "verbose": -1,
}


@cache
def is_there() -> bool:
    """Whether LightGBM can be loaded: it wants the machine's libgomp. Without it the others decide alone."""
    try:
        import lightgbm  # noqa: F401
    except (ImportError, OSError):
        log.warning("trees are left out", why="LightGBM cannot be loaded: is libgomp1 installed?")
        return False
    return True


class Boosted:
    """Trees grown from texts and their labels."""

    def __init__(self, terms, labels: np.ndarray):
        import lightgbm

        self.columns = _telling(terms, labels)
        self.classes_, places = np.unique(labels, return_inverse=True)
        how = _GROWN | {"num_class": len(self.classes_)}
        data = lightgbm.Dataset(terms[:, self.columns], places, params=how)
        self._booster = lightgbm.train(how, data, ROUNDS)

    def decision_function(self, terms) -> np.ndarray:
        """How likely each label is: logarithms, a column a label."""
        return np.log(self._booster.predict(terms[:, self.columns], num_threads=1))

    def trees(self, loud: np.ndarray) -> Trees:
        """As plain arrays; `loud` is the weight of each of all terms."""
        nodes, roots = [], []
        for tree in self._booster.dump_model()["tree_info"]:
            roots.append(_added(nodes, tree["tree_structure"]))
        columns, borders, lower, upper, says = (np.array(column) for column in zip(*nodes, strict=True))
        rows = np.full(len(loud), -1)
        rows[self.columns] = np.arange(len(self.columns))
        places = np.array(roots).reshape(-1, len(self.classes_))
        return Trees(rows, loud[self.columns], columns, borders, lower, upper, says, places)


def _telling(terms, labels: np.ndarray) -> np.ndarray:
    scores = np.nan_to_num(chi2(terms, labels)[0])
    return np.sort(np.argsort(-scores, kind="stable")[:_COLUMNS])


def _added(nodes: list[tuple], node: dict) -> int:
    """Add a node and all below it; its place."""
    place = len(nodes)
    if "split_feature" not in node:
        nodes.append((-1, 0.0, place, place, node["leaf_value"]))
        return place
    nodes.append(())
    lower, upper = _added(nodes, node["left_child"]), _added(nodes, node["right_child"])
    nodes[place] = (node["split_feature"], node["threshold"], lower, upper, 0.0)
    return place
