"""The rule book: all rules that are switched on, made ready once and kept until one changes, in whatever process."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select

from helpdesk.db import db
from helpdesk.stamps import Stamp
from routing.conditions import Look, leaves, ready
from routing.rule import Rule, RuleStamp
from routing.triggers import TRIGGERS


@dataclass(frozen=True)
class Ready:
    """One rule with its conditions as a function. It acts in its own name: events say actor_kind "rule"."""

    id: int
    version: int
    name: str
    look: Look
    leaves: list[dict]
    actions: list[dict]
    stops: bool
    triggers: frozenset[str]
    patterns: bool  # whether a text is matched against one
    lasting: tuple[str, timedelta] | None = None  # of a time rule: what must have lasted how long
    actor_kind: str = field(default="rule", init=False)


class _Kept:
    """What this process has ready, and the stamp of the rows it was made from."""

    stamp: object = None
    by_trigger: dict[str, list[Ready]] = {}


_STAMP = Stamp(RuleStamp, func.max(RuleStamp.stamp))


def rules_of(trigger: str) -> list[Ready]:
    """The rules that this sets going, in their order. One small question, whatever there is."""
    stamp = _STAMP.here()
    if stamp != _Kept.stamp:
        _Kept.by_trigger = _by_trigger([made_ready(rule) for rule in rules_on()])
        _Kept.stamp = stamp
    return _Kept.by_trigger.get(trigger, [])


def time_rules() -> list[Ready]:
    """The rules that wait for something to have lasted."""
    found = {rule.id: rule for name, one in TRIGGERS.items() if one.is_time for rule in rules_of(name)}
    return list(found.values())


def rules_on() -> list[Rule]:
    """The rows that are switched on, in the order in which they are looked at."""
    query = select(Rule).where(Rule.enabled.is_(True), Rule.dropped_at.is_(None))
    return list(db.session.scalars(query.order_by(Rule.position, Rule.id)))


def made_ready(rule) -> Ready:
    """A rule, or anything with its columns, made ready."""
    known = leaves(rule.conditions or {"all": []})
    lasting = next((one for one in rule.triggers if TRIGGERS[one["on"]].is_time), None)
    return Ready(
        id=rule.id,
        version=rule.version,
        name=rule.name,
        look=ready(rule.conditions or {"all": []}),
        leaves=known,
        actions=rule.actions,
        stops=rule.stops,
        triggers=frozenset(one["on"] for one in rule.triggers),
        patterns=any(leaf["op"] in ("matches", "matches_not") for leaf in known),
        lasting=(lasting["on"], timedelta(minutes=lasting["minutes"])) if lasting else None,
    )


def _by_trigger(rules: list[Ready]) -> dict[str, list[Ready]]:
    found: dict[str, list[Ready]] = {}
    for rule in rules:
        for name in rule.triggers:
            found.setdefault(name, []).append(rule)
    return found
