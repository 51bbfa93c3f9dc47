"""Evaluating: how a classifier does on texts whose labels are known. Changes nothing."""

import time
from dataclasses import dataclass

from sklearn.metrics import f1_score

from routing.classifying.classifier import Classifier
from routing.classifying.model import Model
from routing.classifying.verdict import Verdict


@dataclass(frozen=True)
class Tried:
    """One text, its label, and the verdict; milliseconds of the whole way."""

    text: str
    label: str
    verdict: Verdict
    wall: float

    @property
    def right(self) -> bool:
        """Whether the likeliest label is the one it has."""
        return self.verdict.label == self.label


def attempt(train: list[dict], test: list[dict]) -> list[Tried]:
    """Learn from the one, try the other, each text by itself as tickets come."""
    model = Classifier([row["text"] for row in train], [row["label"] for row in train]).to_model()
    return [_try(model, row) for row in test]


def _try(model: Model, row: dict) -> Tried:
    began = time.perf_counter()
    verdict = model.classify(row["text"])
    return Tried(row["text"], row["label"], verdict, (time.perf_counter() - began) * 1000)


def figures(tried: list[Tried]) -> dict:
    """Shares between 0 and 1. automatic_at_95: sent by itself, aiming at 95 % right; automatic_precision: of those."""
    sent = [one for one in tried if one.verdict.automatic]
    return {
        "accuracy": _share([one.right for one in tried]),
        "macro_f1": round(
            float(
                f1_score(
                    [one.label for one in tried], [one.verdict.label for one in tried], average="macro", zero_division=0
                )
            ),
            4,
        ),
        "automatic_at_95": _share([one.verdict.automatic for one in tried]),
        "p50_ms": round(sorted(one.wall for one in tried)[len(tried) // 2], 2),
        "automatic_precision": _share([one.right for one in sent]),
        "hit_at_3": _share([one.label in one.verdict.labels for one in tried]),
    }


def _share(holds: list[bool]) -> float | None:
    return round(sum(holds) / len(holds), 4) if holds else None
