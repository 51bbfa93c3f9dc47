"""Evaluating: what the bot would have done with questions whose answers are known. Changes nothing."""

import time
from dataclasses import dataclass

from chatbot.calibrating import Calibration, calibrate


@dataclass(frozen=True)
class Tried:
    """One question and what came of it; the times are of the whole way from text to band, in milliseconds."""

    text: str
    gold: int | str | None
    top: list
    sureness: float
    band: str
    wall: float
    cpu: float

    @property
    def right(self) -> bool:
        """Whether the first entry is the one that answers."""
        return self.gold is not None and self.top[:1] == [self.gold]


def attempt(entries, queries, engine, aim: float = 0.9, sureness=None) -> tuple[list[Tried], Calibration]:
    """Each question put by itself, as customers put them."""
    from chatbot.ranking.sureness import shipped

    sureness = sureness or shipped(engine.kind)
    calibration = calibrate(entries, engine, aim, sureness)
    return put(queries, engine.read(entries), sureness, calibration), calibration


def put(queries, reading, sureness, calibration: Calibration) -> list[Tried]:
    """Each question put to a base that has been read."""
    reading.ask([queries[0]["text"]])  # the first loads what later ones find there
    return [_try(reading, sureness, calibration, query) for query in queries]


def _try(reading, sureness, calibration, query: dict) -> Tried:
    began, worked = time.perf_counter(), time.thread_time()
    ranked = reading.ask([query["text"]])[0]
    chance = sureness.chance(ranked.signals)
    band = calibration.band(chance)
    cpu, wall = time.thread_time() - worked, time.perf_counter() - began
    return Tried(query["text"], query["gold"], ranked.ids[:3], chance, band, wall * 1000, cpu * 1000)


def figures(tried: list[Tried]) -> dict:
    """Shares between 0 and 1; null where nothing could be counted.

    accuracy_at_1, hit_at_3: of the questions that have an answer · auroc: how well sureness tells those from the rest ·
    answered: of all questions · precision: of the answered · rejected: of those without an answer, not answered.
    """
    there = [one for one in tried if one.gold is not None]
    missing = [one for one in tried if one.gold is None]
    answered = [one for one in tried if one.band == "answer"]
    return {
        "accuracy_at_1": _share(one.right for one in there),
        "hit_at_3": _share(one.gold in one.top for one in there),
        "auroc": _auroc([one.sureness for one in there], [one.sureness for one in missing]),
        "precision": _share(one.right for one in answered),
        "answered": _share(one.band == "answer" for one in tried),
        "rejected": _share(one.band != "answer" for one in missing),
        "p50_ms": _at(0.5, [one.wall for one in tried]),
        "p95_ms": _at(0.95, [one.wall for one in tried]),
        "cpu_p50_ms": _at(0.5, [one.cpu for one in tried]),
        "cpu_p95_ms": _at(0.95, [one.cpu for one in tried]),
    }


def _share(holds) -> float | None:
    holds = list(holds)
    return round(sum(holds) / len(holds), 4) if holds else None


def _auroc(higher: list[float], lower: list[float]) -> float | None:
    """The chance that one of the first is above one of the second; equals count half."""
    if not higher or not lower:
        return None
    from bisect import bisect_left, bisect_right

    lower = sorted(lower)
    above = sum(bisect_left(lower, value) + bisect_right(lower, value) for value in higher) / 2
    return round(above / len(higher) / len(lower), 4)


def _at(share: float, values: list[float]) -> float:
    return round(sorted(values)[min(int(share * len(values)), len(values) - 1)], 2)
