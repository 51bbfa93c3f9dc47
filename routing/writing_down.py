"""Writing down which rules were looked at, which matched and on what: what the ticket's story is told from."""

from helpdesk.hot import write
from routing import patterns
from routing.comparing import test_of
from routing.facts import CATALOGUE, Facts
from routing.facts.field import TEXT
from routing.planning import Plan
from routing.rule_run import MOST_MISSED, RuleMatch, RuleRun
from routing.rulebook import Ready

ALWAYS = ("opened",)  # here it is told too that no rule matched


def write_down(
    ticket, trigger, event, made: Plan, done: list[dict], facts: Facts, *, depth: int, cut: bool, since=None
) -> None:
    """One row for the ticket, and one for each rule that matched; none where nothing happened that anybody asks for."""
    if not made.matched and trigger not in ALWAYS:
        return
    matched = [
        {
            "rule": match.rule.id,
            "version": match.rule.version,
            "name": match.rule.name,
            "on": _held(match.rule, facts),
            **({"did": one["did"], "refused": one["refused"]} if one else {"did": [], "refused": []}),
        }
        for match, one in zip(made.matched, done or [None] * len(made.matched), strict=True)
    ]
    write(
        RuleRun(
            ticket_id=ticket.id,
            event_id=event.id if event is not None else None,
            at=facts.now,
            trigger=trigger,
            looked_at=made.looked_at,
            matched=matched,
            missed=[[rule.id, rule.version, leaf] for rule, leaf in made.missed[:MOST_MISSED]],
            depth=depth,
            cut=cut,
        )
    )
    for match in made.matched:
        write(RuleMatch(rule_id=match.rule.id, ticket_id=ticket.id, at=facts.now, since=since))


def _held(rule: Ready, facts: Facts) -> list[dict]:
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
    return {}


def _short(actual):
    return round(actual, 1) if isinstance(actual, float) else actual


def _many(value) -> list:
    return value if isinstance(value, list) else [value]
