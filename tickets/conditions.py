"""Conditions: which tickets belong in a view; {"all": […]}, {"any": […]} and {"field", "op", "value"}, nested.

The browser evaluates the same ones (static/console/matching.js); tests/views_cases.json holds both to one table.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from helpdesk import clock
from tickets.ticket import PRIORITIES, STATUSES, TYPES, category_of

CATEGORIES = ("open", "waiting", "done")
FLAGS = ("unread", "spam", "trashed", "snoozed", "due", "breached")
NUMBERS = ("team_id", "assignee_id", "inbox_id", "merged_into")
WORDS = {
    "status": STATUSES,
    "category": CATEGORIES,
    "priority": PRIORITIES,
    "type": TYPES,
    "channel": (),
    "language": (),
}
FIELDS = (*WORDS, *NUMBERS, *FLAGS, "tags")
ONE, MANY, HAS, NONE = ("is", "is_not"), ("in", "not_in"), ("has", "has_not"), ("set", "unset")
STANDING_FOR = {"assignee_id": "me", "team_id": "my_teams"}
DEEPEST, MOST_PARTS, LONGEST_LIST = 4, 40, 100


class BadConditions(ValueError):
    """These are no conditions; the text says what is wrong with them."""


@dataclass(frozen=True)
class Who:
    """Who looks, and when: what "me", "my_teams" and "snoozed" mean."""

    me: int
    teams: Collection[int] = ()
    now: datetime = field(default_factory=clock.now)

    def means(self, value) -> list:
        """The values that a condition's value stands for."""
        if isinstance(value, list | tuple):
            return [one for part in value for one in self.means(part)]
        return list(self.teams) if value == "my_teams" else [self.me if value == "me" else value]


def check(conditions) -> None:
    """Accept what the evaluator understands, nothing else. Raises BadConditions."""
    parts = _check(conditions, 1)
    if parts > MOST_PARTS:
        raise BadConditions(f"more than {MOST_PARTS} conditions")


def matches(conditions: dict, row: dict, who: Who) -> bool:
    """Whether a row (a line of the list, as the console has it) belongs to these conditions."""
    if "all" in conditions:
        return all(matches(part, row, who) for part in conditions["all"])
    if "any" in conditions:
        return any(matches(part, row, who) for part in conditions["any"])
    return _holds(conditions["op"], _value(row, conditions["field"], who), who.means(conditions.get("value")))


def statuses_of(conditions: dict) -> set[str]:
    """The statuses that a matching ticket can have; with them the index to read is chosen."""
    if "all" in conditions:
        return set(STATUSES).intersection(*(statuses_of(part) for part in conditions["all"]))
    if "any" in conditions:
        return set().union(*(statuses_of(part) for part in conditions["any"]))
    if conditions["field"] not in ("status", "category"):
        return set(STATUSES)
    nobody = Who(0)
    return {status for status in STATUSES if matches(conditions, {"status": status}, nobody)}


def shows_only_current(conditions: dict) -> bool:
    """Whether spam, trash and what was merged away are left out."""
    return _ruled_out(conditions) >= {"spam", "trashed", "merged_into"}


def current(*parts: dict) -> dict:
    """All these conditions, without spam, trash and what was merged away."""
    return {
        "all": [
            *parts,
            {"field": "spam", "op": "is", "value": False},
            {"field": "trashed", "op": "is", "value": False},
            {"field": "merged_into", "op": "unset"},
        ]
    }


def _holds(op: str, actual, wanted: list) -> bool:
    if op in ("set", "unset"):
        return (actual not in (None, "", [], False)) == (op == "set")
    values = actual if isinstance(actual, list) else [actual]
    return any(one in wanted for one in values) == (op in ("is", "in", "has"))


def _value(row: dict, name: str, who: Who):
    if name == "category":
        return category_of(row["status"])
    if name == "snoozed":
        until = row.get("snoozed_until")
        return until is not None and (datetime.fromisoformat(until) if isinstance(until, str) else until) > who.now
    return row.get(name)


def _ruled_out(conditions: dict) -> set[str]:
    if "all" in conditions:
        return set().union(*(_ruled_out(part) for part in conditions["all"]))
    if "any" in conditions:
        parts = [_ruled_out(part) for part in conditions["any"]]
        return set.intersection(*parts) if parts else set()
    name, op, value = conditions["field"], conditions["op"], conditions.get("value")
    out = op == "unset" or (op == "is" and not value) or (op == "is_not" and value is True)
    return {name} if out else set()


def _check(part, depth: int) -> int:
    if not isinstance(part, dict) or depth > DEEPEST:
        raise BadConditions("conditions are nested objects, four deep at most")
    for joined in ("all", "any"):
        if joined in part:
            if len(part) != 1 or not isinstance(part[joined], list):
                raise BadConditions(f"{joined!r} takes a list and stands alone")
            return 1 + sum(_check(inner, depth + 1) for inner in part[joined])
    if not part.keys() <= {"field", "op", "value"}:
        raise BadConditions("a condition has field, op and value")
    _check_one(part.get("field"), part.get("op"), part.get("value"))
    return 1


def _check_one(name, op, value) -> None:
    if not isinstance(name, str) or name not in FIELDS:
        raise BadConditions(f"there is no field {name!r}")
    if not isinstance(op, str) or op not in _ops_of(name):
        raise BadConditions(f"{name} has no op {op!r}")
    if op in NONE:
        return
    values = value if isinstance(value, list) else [value]
    if len(values) > LONGEST_LIST or (op in ONE and isinstance(value, list)):
        raise BadConditions(f"{op!r} takes one value; a list has {LONGEST_LIST} at most")
    if not all(_fits(name, one) for one in values):
        raise BadConditions(f"{value!r} is no value of {name}")


def _ops_of(name: str) -> tuple[str, ...]:
    if name == "tags":
        return HAS + NONE
    return ONE + NONE if name in FLAGS else ONE + MANY + NONE


def _fits(name: str, value) -> bool:
    if name in FLAGS:
        return isinstance(value, bool)
    if value is None or (name in STANDING_FOR and value == STANDING_FOR[name]):
        return True
    if name in NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str) and len(value) <= 100 and value in (WORDS.get(name) or (value,))
