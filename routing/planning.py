"""Planning: which rules match these facts, and what they would do, on paper; the same for real and for a rehearsal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from routing import actions
from routing.conditions import HOLDS
from routing.facts import Facts
from routing.patterns import TooSlow
from routing.rulebook import Ready

PATIENCE = 3  # rules whose patterns took too long; then no pattern is tried any more for this event
UNKNOWN = -2  # instead of the number of a leaf: it could not be found out


@dataclass
class Match:
    """A rule that matched, what it does, and what was so then, where that was asked for."""

    rule: Ready
    acts: list[dict]
    on: list[dict]


@dataclass
class Plan:
    """What came of looking: `missed` are rules with the number of the leaf that failed."""

    looked_at: int = 0
    matched: list[Match] = field(default_factory=list)
    missed: list[tuple[Ready, int]] = field(default_factory=list)
    slow: list[Ready] = field(default_factory=list)


def plan(rules: Iterable[Ready], facts: Facts, tell: Callable[[Ready, Facts], list[dict]] | None = None) -> Plan:
    """Look at these rules in their order; what one does is so for the next. `facts.ticket` must be paper; `tell` says
    on what a rule has matched, before it changes anything."""
    made = Plan()
    missed = made.missed.append
    for rule in rules:
        failed = _look_at_pattern(rule, facts, made) if rule.patterns else rule.look(facts)
        if failed != HOLDS:
            missed((rule, failed))
            continue
        acts = actions.unfolded(rule.actions, facts.ticket.language)
        made.matched.append(Match(rule, acts, tell(rule, facts) if tell is not None else []))
        for act in acts:
            pretend(act, facts)
        if rule.stops:
            break
    made.looked_at = len(made.missed) + len(made.matched)
    return made


def pretend(act: dict, facts: Facts) -> None:
    """Do this on paper."""
    action = actions.CATALOGUE[act["do"]]
    action.pretend(facts.ticket, act.get("value"), facts)
    facts.forget(*action.forgets)


def _look_at_pattern(rule: Ready, facts: Facts, made: Plan) -> int:
    if len(made.slow) >= PATIENCE:
        return UNKNOWN
    try:
        return rule.look(facts)
    except TooSlow:
        made.slow.append(rule)
        return UNKNOWN
