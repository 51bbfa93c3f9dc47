"""Conditions of rules, SLA policies and surveys: {"all": […]}, {"any": […]}, {"field", "op", "value"}, nested. Pure.

check(conditions) · matches(conditions, facts) · explain(conditions, facts) · ready(conditions) for what is asked often.
"""

from collections.abc import Callable, Mapping

from routing import comparing, patterns
from routing.facts import CATALOGUE, own_key
from routing.facts.field import FLAG, NUMBER, ROW, Field
from tickets.conditions import BadConditions

DEEPEST, MOST_PARTS, LONGEST_LIST, LONGEST_VALUE = 4, 60, 100, 300
HOLDS = -1
# Given facts, HOLDS, or the number of the leaf on which it failed, counted from the left.
Look = Callable[[Mapping], int]


def check(conditions, fields: Mapping[str, Field] = CATALOGUE) -> None:
    """Accept what can be asked, nothing else. Raises BadConditions."""
    if _check(conditions, 1, fields) > MOST_PARTS:
        raise BadConditions(f"more than {MOST_PARTS} conditions")


def matches(conditions: dict, facts: Mapping) -> bool:
    """Whether these facts fulfil the conditions; no conditions are fulfilled by everything."""
    return ready(conditions)(facts) == HOLDS


def explain(conditions: dict, facts: Mapping) -> list[dict]:
    """Each leaf with what was so: [{field, op, value, actual, holds}], in their order."""
    return [
        {
            "field": leaf["field"],
            "op": leaf["op"],
            "value": leaf.get("value"),
            "actual": facts[leaf["field"]],
            "holds": _leaf_holds(leaf, facts),
        }
        for leaf in leaves(conditions)
    ]


def leaves(conditions: dict) -> list[dict]:
    """The single conditions, from left to right."""
    joined = conditions.get("all", conditions.get("any"))
    return [conditions] if joined is None else [leaf for part in joined for leaf in leaves(part)]


def ready(conditions: dict) -> Look:
    """The conditions as one function; what can be prepared is prepared here."""
    return _ready(conditions, 0)[0]


def _ready(part: dict, first: int) -> tuple[Look, int]:
    """The function, and the number of the next leaf."""
    if "field" in part:
        return _all_leaves([_leaf(part, first)]), first + 1
    parts, number = part.get("all", part.get("any", [])), first
    looks: list[tuple[bool, dict, int, Look]] = []
    for inner in parts:
        begins, (look, number) = number, _ready(inner, number)
        looks.append((_has_pattern(inner), inner, begins, look))
    if "any" in part:
        return _any([look for *_, look in looks]), number
    # Whatever else is asked for with a pattern is looked at before it: it costs a hundredth, and mostly fails.
    looks.sort(key=lambda one: one[0])
    if all("field" in inner for _, inner, _, _ in looks):
        return _all_leaves([_leaf(inner, begins) for _, inner, begins, _ in looks]), number
    return _all([look for *_, look in looks]), number


def _has_pattern(part: dict) -> bool:
    return any(leaf["op"] in ("matches", "matches_not") for leaf in leaves(part))


def _leaf(part: dict, number: int) -> tuple:
    return part["field"], comparing.test_of(part["op"], part.get("value")), number


def _all_leaves(asked: list[tuple]) -> Look:
    """Most rules are one list of conditions, and hundreds are looked at for a ticket: a call less for each."""

    def look(facts: Mapping) -> int:
        for name, test, number in asked:
            if not test(facts[name]):
                return number
        return HOLDS

    return look


def _all(looks: list[Look]) -> Look:
    def look(facts: Mapping) -> int:
        for one in looks:
            found = one(facts)
            if found != HOLDS:
                return found
        return HOLDS

    return look


def _any(looks: list[Look]) -> Look:
    def look(facts: Mapping) -> int:
        first = HOLDS
        for one in looks:
            found = one(facts)
            if found == HOLDS:
                return HOLDS
            first = found if first == HOLDS else first
        return first  # no branch at all: as with "all", nothing is asked

    return look


def _leaf_holds(leaf: dict, facts: Mapping) -> bool:
    try:
        return comparing.test_of(leaf["op"], leaf.get("value"))(facts[leaf["field"]])
    except patterns.TooSlow:
        return False


def _check(part, depth: int, fields: Mapping[str, Field]) -> int:
    if not isinstance(part, dict) or depth > DEEPEST:
        raise BadConditions(f"conditions are nested objects, {DEEPEST} deep at most")
    for joined in ("all", "any"):
        if joined in part:
            if len(part) != 1 or not isinstance(part[joined], list):
                raise BadConditions(f"{joined!r} takes a list and stands alone")
            return 1 + sum(_check(inner, depth + 1, fields) for inner in part[joined])
    if not part.keys() <= {"field", "op", "value"}:
        raise BadConditions("a condition has field, op and value")
    _check_leaf(part.get("field"), part.get("op"), part.get("value"), fields)
    return 1


def _check_leaf(name, op, value, fields: Mapping[str, Field]) -> None:
    own = isinstance(name, str) and 0 < len(own_key(name)) <= 100
    field = fields.get(name) if isinstance(name, str) else None
    if field is None and not own:
        raise BadConditions(f"there is no field {name!r}")
    if op not in (comparing.ALL_OPS if field is None else comparing.OPS[field.kind]):
        raise BadConditions(f"{name} has no op {op!r}")
    if op in comparing.WITHOUT_VALUE:
        return
    _check_value(name, op, value, field)


def _check_value(name: str, op: str, value, field: Field | None) -> None:
    values = value if isinstance(value, list) else [value]
    if isinstance(value, list) and (op not in comparing.WITH_LIST or not 0 < len(value) <= LONGEST_LIST):
        raise BadConditions(f"{name}: {op!r} takes {'1 to 100 values' if op in comparing.WITH_LIST else 'one value'}")
    if not all(_fits(field, op, one) for one in values):
        raise BadConditions(f"{value!r} is no value of {name}")
    if op in ("matches", "matches_not"):
        try:
            patterns.compiled(value)
        except patterns.BadPattern as error:
            raise BadConditions(f"{name}: this is no pattern ({error})") from None


def _fits(field: Field | None, op: str, value) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2**53
    if field is None:
        return is_number or isinstance(value, bool) or _is_text(value)
    if field.kind == FLAG:
        return isinstance(value, bool)
    if field.kind == NUMBER:
        return is_number
    if field.kind == ROW and not _is_text(value):
        return is_number and isinstance(value, int)
    return _is_text(value) and (not field.values or value in field.values)


def _is_text(value) -> bool:
    return isinstance(value, str) and len(value.strip()) > 0 and len(value) <= LONGEST_VALUE
