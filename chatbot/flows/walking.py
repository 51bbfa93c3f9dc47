"""Walking: a flow from where it stands to where it next needs an answer. Pure but for `call`, which is handed in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from chatbot.flows import checks
from chatbot.flows.steps import GAP, OUTSIDE

MOST_STEPS = 80  # in one go: branches can lead in a circle
RETRIES = 2  # wrong answers in a row, then a person is better
_BUTTONS = 10
_LONGEST_GAP = 600


@dataclass
class Standing:
    """Where it stands: the step whose answer is awaited, what was filled in, how often the answer did not fit."""

    step: str | None = None
    filled: dict = field(default_factory=dict)
    wrong: int = 0

    def kept(self) -> dict:
        """As it is stored."""
        return {"step": self.step, "filled": self.filled, "wrong": self.wrong}


@dataclass
class Walked:
    """What came of it. `ended`: None (an answer is awaited), end, solve, or hand."""

    said: list[str]
    buttons: list[str]
    standing: Standing
    ended: str | None = None
    fields: dict = field(default_factory=dict)
    called: list = field(default_factory=list)  # [{"url", "status" | "error"}] for whoever tries it out


def walk(
    steps: list[dict],
    standing: Standing,
    text: str | None,
    *,
    language: str,
    today: date,
    facts: dict,
    call: Callable[[dict, dict], tuple[dict | None, dict]],
) -> Walked:
    """Go on from the answer `text`; None begins.

    `call(step, filled)` asks outside: what it took (None: failed) and a report.
    """
    walked = Walked([], [], Standing(standing.step, dict(standing.filled), standing.wrong))
    by_id = {step["id"]: step for step in steps}
    step = steps[0] if standing.step is None else by_id.get(standing.step)
    if step is None:  # a version that has no such step any more
        walked.ended = "hand"
        return walked
    if standing.step is not None:
        answer = checks.accept(step, text or "", today)
        if answer is None:
            return _asked_again(walked, step, language)
        walked.standing.filled[step["into"]], walked.standing.wrong = answer, 0
        if step.get("field"):
            walked.fields[step["field"]] = answer
        step = _after(step, steps, by_id)
    for _ in range(MOST_STEPS):
        if step is None:
            return _ended(walked, "end")
        if step["kind"] == "ask":
            return _asked(walked, step, language)
        if step["kind"] in ("hand", "end"):
            _say(walked, step, language)
            return _ended(walked, "solve" if step.get("solve") else step["kind"])
        step = _passed(step, walked, language, facts, call, steps, by_id)
    return _ended(walked, "hand")


def _passed(step, walked, language, facts, call, steps, by_id):
    """The step after one that needs no answer."""
    if step["kind"] == "branch":
        value = {**facts, **walked.standing.filled}.get(step["on"])
        chosen = next((case["next"] for case in step["cases"] if _holds(case, value)), step.get("else"))
        return by_id.get(chosen) if chosen else _after({**step, "next": None}, steps, by_id)
    if step["kind"] in OUTSIDE:
        taken, report = call(step, walked.standing.filled)
        walked.called.append(report)
        walked.standing.filled |= taken or {}
        if taken is None:
            return by_id.get(step.get("failed")) or {"id": "", "kind": "hand"}
        return _after(step, steps, by_id)
    _say(walked, step, language)
    return _after(step, steps, by_id)


def _after(step, steps, by_id):
    if step.get("next"):
        return by_id.get(step["next"])
    place = next((at for at, one in enumerate(steps) if one["id"] == step["id"]), len(steps))
    return steps[place + 1] if place + 1 < len(steps) else None


def _asked(walked: Walked, step: dict, language: str) -> Walked:
    _say(walked, step, language)
    walked.buttons = [choice[language] for choice in step.get("choices") or ()][:_BUTTONS]
    walked.standing.step = step["id"]
    return walked


def _asked_again(walked: Walked, step: dict, language: str) -> Walked:
    walked.standing.wrong += 1
    if walked.standing.wrong > RETRIES:
        return _ended(walked, "hand")
    hint = step.get(f"again_{language}")
    return _asked(walked, {**step, language: hint} if hint else step, language)


def _ended(walked: Walked, how: str) -> Walked:
    walked.ended, walked.standing.step = how, None
    return walked


def _say(walked: Walked, step: dict, language: str) -> None:
    text = filled_in(str(step.get(language) or ""), walked.standing.filled).strip()
    if text:
        walked.said.append(text)


def filled_in(text: str, filled: dict) -> str:
    """The text with its gaps filled; a gap nobody filled becomes a dash."""
    return GAP.sub(lambda gap: str(filled.get(gap[1], "–"))[:_LONGEST_GAP], text)


def _holds(case: dict, value) -> bool:
    wanted, said = str(case.get("value") or "").strip().lower(), str("" if value is None else value).strip().lower()
    match case["op"]:
        case "filled":
            return bool(said)
        case "empty":
            return not said
        case "is":
            return said == wanted
        case "is_not":
            return said != wanted
        case "contains":
            return bool(wanted) and wanted in said
    try:
        return float(said) > float(wanted) if case["op"] == "above" else float(said) < float(wanted)
    except ValueError:
        return False
