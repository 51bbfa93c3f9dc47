"""Calibrating: how sure the bot must be on this base so that as many of its answers are right as is wanted.

The base is asked itself: a fifth of the phrasings is taken out and put as questions, and a fifth of the entries too, so
that some questions have no answer. Where a base has few phrasings, what was measured on other bases counts instead.
"""

from dataclasses import dataclass

from chatbot.rehearsal import Rehearsed, rehearse

_UNANSWERABLE = 0.25  # the share of questions that no entry answers, in the desks that were measured
_BELIEF = 80  # other bases count as much as this many answers of this one
_MARGIN = 0.01  # what is chosen as the best looks better than it is
_BLIND_MARGIN = 0.03  # of a base that cannot be asked itself
_STEPS = 100


@dataclass(frozen=True)
class Calibration:
    """Answer from `threshold`, ask back from `floor`; what to expect then, known from so many questions."""

    aim: float
    threshold: float
    floor: float
    precision: float
    answered: float
    questions: int

    def band(self, chance: float) -> str:
        """answer · did_you_mean · hand_over."""
        if chance >= self.threshold:
            return "answer"
        return "did_you_mean" if chance >= self.floor else "hand_over"


def calibrate(entries, engine, aim: float = 0.9, sureness=None) -> Calibration:
    """The bands for a base, for an aim between 0 and 1; takes seconds."""
    from chatbot.ranking.sureness import shipped

    sureness = sureness or shipped(engine.kind)
    tried = rehearse(entries, engine, sureness)
    points = [(step / _STEPS, *_expected(tried, step / _STEPS, sureness.usual[step])) for step in range(_STEPS)]
    wanted = min(aim + (_MARGIN if tried else _BLIND_MARGIN), 1.0)
    enough = [point for point in points if point[1] >= wanted]
    threshold, precision, answered = enough[0] if enough else max(points, key=lambda point: point[1])
    return Calibration(aim, threshold, min(sureness.floor, threshold), precision, answered, len(tried))


def _expected(tried: list[Rehearsed], threshold: float, usual: float) -> tuple[float, float]:
    """Precision and share answered from a threshold on."""
    missing = sum(not one.answerable for one in tried)
    there = len(tried) - missing
    weigh = _UNANSWERABLE / (1 - _UNANSWERABLE) * there / missing if missing else 1.0
    right = sum(one.right for one in tried if one.chance >= threshold)
    answered = sum(1.0 if one.answerable else weigh for one in tried if one.chance >= threshold)
    total = there + weigh * missing
    return (right + _BELIEF * usual) / (answered + _BELIEF), answered / total if total else 0.0
