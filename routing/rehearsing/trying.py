"""Trying: one occasion, with the rules as they are and as they would be; round by round, as for real, on paper."""

from collections import Counter
from dataclasses import dataclass, field
from types import SimpleNamespace

from routing.actions import CATALOGUE
from routing.facts import Facts
from routing.paper import Paper, state_of
from routing.planning import Match, plan
from routing.rehearsing.reading import Library
from routing.rehearsing.walking import Occasion
from routing.rulebook import Ready
from routing.ruling import DEEPEST
from tickets import events as e

Book = dict[str, list[Ready]]
_TOLD = {
    "priority": e.PRIORITY_CHANGED,
    "type": e.TYPE_CHANGED,
    "team_id": e.TEAM_CHANGED,
    "assignee_id": e.TICKET_ASSIGNED,
    "status": e.STATUS_CHANGED,
}


@dataclass
class Outcome:
    """How the ticket stands when the rules are through, and which matched."""

    state: dict
    matched: list[Match] = field(default_factory=list)


@dataclass
class Begun:
    """What the rules do that are looked at before anything differs: done once for both sides."""

    facts: Facts
    matched: list[Match]
    stopped: bool


def begin(rules: list[Ready], occasion: Occasion, library: Library) -> Begun:
    """Look at these."""
    facts = library.fill(Facts(Paper(occasion.paper), occasion.event, message=occasion.message, now=occasion.at))
    made = plan(rules, facts)
    return Begun(facts, made.matched, bool(made.matched) and made.matched[-1].rule.stops)


def try_out(begun: Begun, rest: list[Ready], book: Book, occasion: Occasion, library: Library) -> Outcome:
    """What these rules go on to do on this occasion, and what that sets off in the whole book, round by round."""
    facts = _copy(begun.facts)
    matched = begun.matched + ([] if begun.stopped else plan(rest, facts).matched)
    paper, acted, depth = facts.ticket, {match.rule.id for match in matched}, 1
    waiting = list(_follow(state_of(occasion.paper), state_of(paper), occasion))
    while waiting and depth < DEEPEST and not paper.spam_at:
        later = []
        for trigger, event, _ in waiting:
            rules = [rule for rule in book.get(trigger, ()) if rule.id not in acted]
            if not rules or paper.spam_at:
                continue
            before = state_of(paper)
            facts = library.fill(Facts(Paper(paper), event, message=occasion.message, now=occasion.at))
            made = plan(rules, facts)
            paper = facts.ticket
            matched = matched + made.matched
            acted |= {match.rule.id for match in made.matched}
            later += list(_follow(before, state_of(paper), occasion))
        waiting, depth = later, depth + 1
    return Outcome(state_of(paper), matched)


def _copy(facts: Facts) -> Facts:
    copied = Facts(Paper(facts.ticket), facts.event, message=facts.given_message, now=facts.now)
    copied.update(facts)
    return copied


def acts_of(matches: list[Match]) -> Counter:
    """How often each thing is done."""
    return Counter(act["do"] for match in matches for act in match.acts)


def crossings(matched: list[Match], rule_id: int) -> list[tuple[int, str, str]]:
    """Where another rule sets the same thing otherwise: (its number, its name, what)."""
    own = {act["do"]: act.get("value") for m in matched if m.rule.id == rule_id for act in m.acts if _alone(act)}
    return [
        (match.rule.id, match.rule.name, act["do"])
        for match in matched
        if match.rule.id != rule_id
        for act in match.acts
        if act["do"] in own and own[act["do"]] != act.get("value")
    ]


def _alone(act: dict) -> bool:
    return CATALOGUE[act["do"]].alone


def _follow(before: dict, after: dict, occasion: Occasion):
    """What the changes would be told as, and so what they set off."""
    for column, name in _TOLD.items():
        if before[column] != after[column]:
            data = {"from": before[column], "to": after[column]}
            if column == "assignee_id":
                yield from _given(data, occasion)
                continue
            yield "changed", _event(name, data, occasion), None
            if column == "status" and after[column] == "solved":
                yield "solved", _event(e.TICKET_SOLVED, {}, occasion), None
            if column == "status" and after[column] == "open" and before[column] != "new":
                yield "reopened", _event(e.TICKET_REOPENED, {"from": before[column]}, occasion), None
    if before["tag_names"] != after["tag_names"]:
        yield "changed", _event(e.TAGS_CHANGED, _of_tags(before["tag_names"], after["tag_names"]), occasion), None
    if before["fields"] != after["fields"]:
        yield "changed", _event(e.FIELDS_CHANGED, _of_fields(before["fields"], after["fields"]), occasion), None


def _of_tags(before: list, after: list) -> dict:
    added = [name for name in after if name not in before]
    return {"added": added, "removed": [name for name in before if name not in after]}


def _of_fields(before: dict, after: dict) -> dict:
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return {key: [before.get(key), after.get(key)] for key in keys}


def _given(data: dict, occasion: Occasion):
    if data["to"] is None:
        yield "unassigned", _event(e.TICKET_UNASSIGNED, data, occasion), None
    else:
        yield "assigned", _event(e.TICKET_ASSIGNED, data, occasion), None


def _event(name: str, data: dict, occasion: Occasion) -> SimpleNamespace:
    return SimpleNamespace(name=name, data=data, actor_kind="rule", at=occasion.at, message_id=None)
