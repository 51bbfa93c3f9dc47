"""Sureness: the chance that the first entry is the right one, from what the scorers say of it.

One logistic regression an engine, learned from other bases and shipped (`coefficients/`, made by
`python -m scripts.learn_sureness`). Learning it from the base at hand alone does harm: it has too few questions, and
those are too much like its own phrasings.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "coefficients"


@dataclass(frozen=True)
class Sureness:
    """`usual` is, by hundredths of chance, the precision measured on bases the regression had not seen."""

    weights: dict[str, float]
    intercept: float
    usual: tuple[float, ...]
    floor: float

    def chance(self, signals: dict[str, float]) -> float:
        """Between 0 and 1; 0 where nothing was found."""
        if not signals:
            return 0.0
        seen = features(signals)
        total = self.intercept + sum(weight * seen.get(name, 0.0) for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def features(signals: dict[str, float]) -> dict[str, float]:
    """The signals of a Ranked with the sizes among them as logarithms."""
    return signals | {
        "entries": math.log(signals["entries"]),
        "length": math.log1p(signals["length"]),
        "phrasings": math.log(signals["phrasings"]),
    }


@cache
def shipped(kind: str) -> Sureness:
    """That of an engine."""
    stored = json.loads((_FOLDER / f"{kind}.json").read_text())
    return Sureness(stored["weights"], stored["intercept"], tuple(stored["usual"]), stored["floor"])
