"""Model: what was learned, as plain arrays: a text becomes numbers and a label.

It needs numpy alone, so that whoever asks it carries no scikit-learn. A text's words, letters and opening are looked up
in three vocabularies; each part is weighed by rarity and brought to length one, as in training. Beside them stands what
a text means (helpdesk/meaning.py), and on large desks what networks and trees say.
"""

from dataclasses import dataclass

import numpy as np

from helpdesk import meaning
from routing.classifying.features import letters, opening, words
from routing.classifying.trees import Trees
from routing.classifying.verdict import Verdict
from routing.classifying.vocabulary import Vocabulary

ANALYSERS = (words, letters, opening)
SCALE, SCALE_OF_MEANING, LEAST = 12.0, 6.0, 1e-6  # of vectors of length one, and of chances before their logarithm
LOUD_LINEAR, LOUD_NETWORK, LOUD_TREES = 1.33, 0.485, 0.43  # by what they commonly say, and how often they are right
NEVER = 2.0  # a threshold no sureness reaches


@dataclass(frozen=True)
class Part:
    """One of the three: its terms, their rarity, and what each says for each label."""

    terms: Vocabulary
    rarity: np.ndarray
    says: np.ndarray  # (terms, columns)


@dataclass(frozen=True)
class Means:
    """Where the model of sentences was there: the middle of all their vectors, and what each axis says by itself."""

    middle: np.ndarray
    says: np.ndarray | None  # (axes, columns); on large desks it is the networks that hear it

    def meaning(self, text: str) -> np.ndarray:
        """Where it lies around the middle, at length one."""
        return meaning.unit(meaning.vectors([text]) - self.middle)[0]


@dataclass(frozen=True)
class SecondOpinion:
    """What small networks say of a text's terms, pressed into a few dimensions, and of what it means.

    `axes` is (terms that count, dimensions); `rows` has the place of each of all terms in it, -1 for those without.
    """

    rows: np.ndarray
    axes: np.ndarray  # half precision: only the rows of a text are made whole
    layers: list[tuple[np.ndarray, ...]]  # of each voter: weights and biases, twice

    def decision(self, weights: np.ndarray, places: np.ndarray, means: np.ndarray | None) -> np.ndarray:
        """The mean of the logarithms of their chances."""
        rows = self.rows[places]
        lies = weights[rows >= 0] @ self.axes[rows[rows >= 0]].astype(np.float32)
        lies = lies / max(float(np.linalg.norm(lies)), 1e-9) * SCALE
        if means is not None:
            lies = np.append(lies, means * SCALE_OF_MEANING)
        return np.mean([np.log(_voted(lies, *layer) + LEAST) for layer in self.layers], axis=0)


@dataclass(frozen=True)
class Model:
    """`sure` are the weights of the chance that the first label is right; the last of them stands alone."""

    labels: list[str]
    parts: tuple[Part, ...]
    bias: np.ndarray
    sure: np.ndarray
    threshold: float
    second: SecondOpinion | None = None
    means: Means | None = None
    third: Trees | None = None

    def classify(self, text: str) -> Verdict:
        """The labels, the likeliest first, and how surely."""
        seen = [_weighed(part, analyse(text)) for part, analyse in zip(self.parts, ANALYSERS, strict=True)]
        linear = self.bias + sum(
            weights @ part.says[places] for part, (weights, places) in zip(self.parts, seen, strict=True)
        )
        means = self.means.meaning(text) if self.means is not None else None
        if means is not None and self.means.says is not None:
            linear = linear + means @ self.means.says
        opinions = [two_sided(np.atleast_2d(linear) if len(self.labels) > 2 else linear)]
        if self.second is not None:
            opinions += map(np.atleast_2d, self._other_opinions(*self._all(seen), means))
        decisions = together(*opinions)
        chance, decisions = self._chance(clearness(decisions, opinions)[0]), decisions[0]
        order = np.argsort(-decisions)[:3]
        labels, others = [self.labels[place] for place in order], _rest(decisions[order], chance)
        return Verdict(labels, chance, chance >= self.threshold, others)

    def _other_opinions(self, weights: np.ndarray, places: np.ndarray, means: np.ndarray | None) -> list[np.ndarray]:
        network = self.second.decision(weights, places, means)
        return [network] if self.third is None else [network, self.third.decision(weights, places)]

    def _all(self, seen: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
        """The terms of all parts as those of one: their weights, and their places among all."""
        starts = np.cumsum([0, *(len(part.terms) for part in self.parts[:-1])])
        places = [start + places for start, (_, places) in zip(starts, seen, strict=True)]
        return np.concatenate([weights for weights, _ in seen]), np.concatenate(places)

    def _chance(self, clear: np.ndarray) -> float:
        if not len(self.sure):
            return 0.0
        weights = self.sure[:-1]  # of older models the first three alone
        return float(1 / (1 + np.exp(-(clear[: len(weights)] @ weights + self.sure[-1]))))


def clearness(decisions: np.ndarray, opinions: list[np.ndarray]) -> np.ndarray:
    """How far in the first is; how far ahead of the second, and of the others on the whole; a row a text.

    Where there were several opinions, also how far ahead each of them has it: what all agree on is seldom wrong.
    """
    ordered, texts = np.sort(decisions, axis=1), np.arange(len(decisions))
    first, chosen = ordered[:, -1], decisions.argmax(axis=1)
    clear = [first, first - ordered[:, -2], first - ordered[:, :-1].mean(axis=1)]
    for opinion in opinions if len(opinions) > 1 else ():
        others = opinion.copy()
        others[texts, chosen] = -np.inf
        clear.append(opinion[texts, chosen] - others.max(axis=1))
    return np.stack(clear, axis=1)


def _rest(decisions: np.ndarray, chance: float) -> tuple[float, ...]:
    """What the first leaves to the others, shared by how near they came."""
    behind = np.exp(2 * (decisions[1:] - decisions[0]))
    shares = (1 - chance) * behind / max(1.0, float(behind.sum()))
    return tuple(min(chance, float(share)) for share in shares)


def _weighed(part: Part, terms: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The known terms of a text: their weights, of length one together, and their places."""
    places, counts = np.unique(part.terms.places(terms), return_counts=True)
    weights = (1 + np.log(counts)) * part.rarity[places]
    return weights / max(float(np.linalg.norm(weights)), 1e-9), places


def two_sided(decisions: np.ndarray) -> np.ndarray:
    """A column a label; of two labels scikit-learn gives one column only."""
    return np.stack([-decisions, decisions], axis=1) if decisions.ndim == 1 else decisions


def together(linear: np.ndarray, network: np.ndarray | None = None, trees: np.ndarray | None = None) -> np.ndarray:
    """The opinions as one, for each text."""
    if network is None:
        return linear
    both = _centred(linear) * LOUD_LINEAR + _centred(network) * LOUD_NETWORK
    return both if trees is None else both + _centred(trees) * LOUD_TREES


def _centred(rows: np.ndarray) -> np.ndarray:
    return rows - rows.mean(axis=1, keepdims=True)


def _voted(lies: np.ndarray, first, first_bias, second, second_bias) -> np.ndarray:
    said = np.maximum(lies @ first + first_bias, 0) @ second + second_bias
    if len(said) == 1:  # of two labels the network says one number
        yes = 1 / (1 + np.exp(-said[0]))
        return np.array([1 - yes, yes])
    raised = np.exp(said - said.max())
    return raised / raised.sum()
