"""Held: the conditions of a rule that were so when it matched, with what was so; after that the rule changes things."""

from routing import patterns
from routing.comparing import test_of
from routing.facts import CATALOGUE, Facts
from routing.facts.field import TEXT
from routing.rulebook import Ready


def held(rule: Ready, facts: Facts) -> list[dict]:
    """The leaves that held, with what was so. What people wrote is not copied: only which of the words was in it."""
    found = []
    for leaf in rule.leaves:
        actual = facts[leaf["field"]]
        try:
            holds = test_of(leaf["op"], leaf.get("value"))(actual)
        except patterns.TooSlow:
            continue
        if holds:
            found.append({**leaf, **_said(leaf, actual)})
    return found


def _said(leaf: dict, actual) -> dict:
    field = CATALOGUE.get(leaf["field"])
    if field is not None and field.kind != TEXT:
        return {"actual": sorted(actual, key=str) if isinstance(actual, set | frozenset) else _short(actual)}
    if leaf["op"] == "says":
        text = patterns.folded(actual or "")
        return {"actual": [one for one in _many(leaf["value"]) if patterns.needle(one) in text][:3]}
    # Which one of those that the rule itself names: nothing that only the ticket knows.
    return {"actual": actual} if leaf["op"] == "in" else {}


def _short(actual):
    return round(actual, 1) if isinstance(actual, float) else actual


def _many(value) -> list:
    return value if isinstance(value, list) else [value]
