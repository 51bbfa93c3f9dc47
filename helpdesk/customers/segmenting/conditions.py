"""Conditions of a segment: {"all": […]}, {"any": […]}, {"field", "op", "value"}, nested; accepted or refused here."""

import re

from helpdesk.customers.segmenting.fields import CATALOGUE, DAYS, FLAG, MONEY, NUMBER, OUTSIDE, ROW, SegmentField

DEEPEST, MOST_PARTS, LONGEST_LIST, LONGEST_VALUE = 4, 40, 100, 100
WITHOUT_VALUE, WITH_LIST = ("set", "unset"), ("in", "not_in", "has", "has_all", "has_not")
OUTSIDE_OPS = ("is", "is_not", "in", "not_in", "at_least", "at_most", "more_than", "less_than", "set", "unset")


class BadConditions(ValueError):
    """These are no conditions of a segment; the text says what is wrong with them."""


def check(conditions) -> None:
    """Accept what can be made into SQL, nothing else. Raises BadConditions."""
    if _check(conditions, 1) > MOST_PARTS:
        raise BadConditions(f"more than {MOST_PARTS} conditions")


def _check(part, depth: int) -> int:
    if not isinstance(part, dict) or depth > DEEPEST:
        raise BadConditions(f"conditions are nested objects, {DEEPEST} deep at most")
    for joined in ("all", "any"):
        if joined in part:
            if len(part) != 1 or not isinstance(part[joined], list):
                raise BadConditions(f"{joined!r} takes a list and stands alone")
            return 1 + sum(_check(inner, depth + 1) for inner in part[joined])
    if not part.keys() <= {"field", "op", "value"}:
        raise BadConditions("a condition has field, op and value")
    _check_leaf(part.get("field"), part.get("op"), part.get("value"))
    return 1


def _check_leaf(name, op, value) -> None:
    known = CATALOGUE.get(name) if isinstance(name, str) else None
    outside = isinstance(name, str) and bool(re.fullmatch(re.escape(OUTSIDE) + r"[a-z0-9_.-]{1,60}", name))
    if known is None and not outside:
        raise BadConditions(f"there is no field {name!r}")
    if op not in (OUTSIDE_OPS if known is None else known.ops):
        raise BadConditions(f"{name} has no op {op!r}")
    if op in WITHOUT_VALUE:
        return
    values = value if isinstance(value, list) else [value]
    if isinstance(value, list) and (op not in WITH_LIST or not 0 < len(value) <= LONGEST_LIST):
        raise BadConditions(f"{name}: {op!r} takes {'1 to 100 values' if op in WITH_LIST else 'one value'}")
    if not all(_fits(known, op, one) for one in values):
        raise BadConditions(f"{value!r} is no value of {name}")


def _fits(known: SegmentField | None, op: str, value) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2**47
    if known is None:
        return is_number or (_is_word(value) and op in ("is", "is_not", "in", "not_in"))
    if known.kind in (NUMBER, MONEY, DAYS):
        return is_number and (known.kind != DAYS or 0 <= value <= 36_500)
    if known.kind == ROW:
        return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63
    if known.kind == FLAG:
        return isinstance(value, bool)
    return _is_word(value)


def _is_word(value) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST_VALUE and "\0" not in value
