"""Calibrating: how sure the bot must be on this base so that as many of its answers are right as is wanted.

The base is asked itself: a fifth of the phrasings is taken out and put as questions, and a fifth of the entries too, so
that some questions have no answer. Where a base has few phrasings, what was measured on other bases counts instead.
"""

from dataclasses import dataclass, field

from chatbot.rehearsal import Rehearsed, rehearse

_UNANSWERABLE = 0.25  # the share of questions that no entry answers, in the desks that were measured
_BELIEF = 80  # other bases count as much as this many answers of this one
_MARGIN = 0.01  # what is chosen as the best looks better than it is
_BLIND_MARGIN = 0.03  # of a base that cannot be asked itself
_STEPS = 100
_MOST_WRONG = 50


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


@dataclass(frozen=True)
class Curve:
    """What is expected from each threshold on: `points` (threshold, precision, share answered), and some of those it
    got wrong: {"text", "gold", "found", "chance"}, the surest first."""

    points: list[tuple[float, float, float]]
    floor: float
    questions: int
    wrong: tuple = field(default=())

    def at(self, aim: float) -> Calibration:
        """The lowest threshold that keeps the aim; where none does, the one that comes nearest."""
        wanted = min(aim + (_MARGIN if self.questions else _BLIND_MARGIN), 1.0)
        enough = [point for point in self.points if point[1] >= wanted]
        threshold, precision, answered = enough[0] if enough else max(self.points, key=lambda point: point[1])
        return Calibration(aim, threshold, min(self.floor, threshold), precision, answered, self.questions)


def calibrate(entries, engine, aim: float = 0.9, sureness=None) -> Calibration:
    """The bands for a base, for an aim between 0 and 1; takes seconds."""
    return curve_for(entries, engine, sureness).at(aim)


def curve_for(entries, engine, sureness=None) -> Curve:
    """The whole curve of a base; takes seconds."""
    from chatbot.ranking.sureness import shipped

    sureness = sureness or shipped(engine.kind)
    return _curve(rehearse(entries, engine, sureness), sureness)


def blind_curve(engine) -> Curve:
    """What is expected of a base nobody has asked yet."""
    from chatbot.ranking.sureness import shipped

    return _curve([], shipped(engine.kind))


def _curve(tried: list[Rehearsed], sureness) -> Curve:
    points = [(step / _STEPS, *_expected(tried, step / _STEPS, sureness.usual[step])) for step in range(_STEPS)]
    return Curve(points, sureness.floor, len(tried), _wrong(tried))


def _wrong(tried: list[Rehearsed]) -> tuple:
    surest = sorted((one for one in tried if not one.right), key=lambda one: -one.chance)[:_MOST_WRONG]
    return tuple(
        {
            "text": one.text,
            "gold": one.gold if one.answerable else None,
            "found": one.found,
            "chance": round(one.chance, 3),
        }
        for one in surest
    )


def _expected(tried: list[Rehearsed], threshold: float, usual: float) -> tuple[float, float]:
    """Precision and share answered from a threshold on."""
    missing = sum(not one.answerable for one in tried)
    there = len(tried) - missing
    weigh = _UNANSWERABLE / (1 - _UNANSWERABLE) * there / missing if missing else 1.0
    right = sum(one.right for one in tried if one.chance >= threshold)
    answered = sum(1.0 if one.answerable else weigh for one in tried if one.chance >= threshold)
    total = there + weigh * missing
    return (right + _BELIEF * usual) / (answered + _BELIEF), answered / total if total else 0.0
