"""Trying: learn from the older tickets, guess the newer ones, and only then learn from all of them."""

from collections import Counter

from routing.classifying.classifier import Classifier
from routing.classifying.evaluating import Tried, figures
from routing.classifying.model import Model

MOST_TRIED = 4000
MOST_SHOWN = 30


def train_and_try(rows: list[tuple[str, str]], held_out: float, precision: float) -> tuple[Model, dict]:
    """The model of all rows (oldest first), and how one of the older rows did on the newest ones."""
    older, newer = split(rows, held_out)
    tried = _tried(_learned(older, precision).to_model(), newer)
    found = figures(tried) | {"tried": len(tried), "labels": _by_label(tried), "guessing_most": _most_frequent(newer)}
    return _learned(rows, precision).to_model(), found


def split(rows: list[tuple[str, str]], held_out: float) -> tuple[list, list]:
    """What is learned from, and the newest, on which it is tried."""
    number = min(MOST_TRIED, int(len(rows) * held_out))
    if len({label for _, label in rows[:-number]}) < 2:
        return rows[::2], rows[1::2]
    return rows[:-number], rows[-number:]


def right_of(model: Model, rows: list[tuple[str, str]]) -> float:
    """Of how many of these it says the right label."""
    return sum(one.right for one in _tried(model, rows)) / len(rows)


def _learned(rows: list[tuple[str, str]], precision: float) -> Classifier:
    return Classifier([text for text, _ in rows], [label for _, label in rows], precision=precision)


def _tried(model: Model, rows: list[tuple[str, str]]) -> list[Tried]:
    return [Tried(text, label, model.classify(text), 0.0) for text, label in rows]


def _by_label(tried: list[Tried]) -> list[dict]:
    """For each label: how many there were, how many were found, and how many it was wrongly said of."""
    there = Counter(one.label for one in tried)
    found = Counter(one.label for one in tried if one.right)
    wrongly = Counter(one.verdict.label for one in tried if not one.right)
    return [
        {"label": label, "there": number, "found": found[label], "wrongly": wrongly[label]}
        for label, number in there.most_common(MOST_SHOWN)
    ]


def _most_frequent(rows: list[tuple[str, str]]) -> float:
    """How often one is right who always says the commonest: what any figure is to be measured against."""
    return round(Counter(label for _, label in rows).most_common(1)[0][1] / len(rows), 4)
