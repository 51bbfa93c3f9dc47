"""Compiling: conditions as SQL over customers' worth, the same meaning on SQLite and PostgreSQL.

What is not known is neither more nor less than anything, and is not what it is compared with: "is not" holds for it.
Of conditions joined by "all" those that a row of worth answers alone stand first, look-ups in other tables last.
"""

import json
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, false, not_, or_, select, true

from helpdesk.customers.customer import Customer
from helpdesk.customers.outside.fact import OutsideFact
from helpdesk.customers.outside.telling import word_index
from helpdesk.customers.segmenting.fields import CATALOGUE, DAYS, FLAG, HAVING, MONEY, OUTSIDE, TAGS, SegmentField
from helpdesk.customers.worth import CustomerValue

_OF_CUSTOMER = frozenset(name for name, one in CATALOGUE.items() if getattr(one.column, "class_", None) is Customer)


def members(conditions: dict, now: datetime) -> Select:
    """The numbers of the customers who fulfil these conditions, which check() has accepted."""
    found = select(CustomerValue.customer_id)
    if any(leaf["field"] in _OF_CUSTOMER for leaf in leaves(conditions)):
        found = found.join(Customer, Customer.id == CustomerValue.customer_id)
    return found.where(where(conditions, now))


def memberships(every: list[dict], now: datetime) -> Select:
    """Of each customer who has a worth, for each of these conditions in their order: 1 who fulfils them, else 0."""
    fulfilled = [case((where(conditions, now), 1), else_=0) for conditions in every]
    found = select(CustomerValue.customer_id, *fulfilled)
    if any(leaf["field"] in _OF_CUSTOMER for conditions in every for leaf in leaves(conditions)):
        found = found.join(Customer, Customer.id == CustomerValue.customer_id)
    return found


def where(conditions: dict, now: datetime) -> ColumnElement[bool]:
    """The conditions alone; no conditions are fulfilled by nobody: an empty segment shall not be everybody."""
    if "field" in conditions:
        return _leaf(conditions["field"], conditions["op"], conditions.get("value"), now)
    parts = conditions.get("all", conditions.get("any"))
    if not parts:
        return false()
    made = [where(part, now) for part in sorted(parts, key=_cost)]
    return and_(*made) if "all" in conditions else or_(*made)


def leaves(conditions: dict) -> list[dict]:
    """The single conditions, from left to right."""
    joined = conditions.get("all", conditions.get("any"))
    return [conditions] if joined is None else [leaf for part in joined for leaf in leaves(part)]


def _cost(part: dict) -> int:
    found = [leaf["field"] for leaf in leaves(part)]
    if any(name == "has" or name.startswith(OUTSIDE) for name in found):
        return 2
    return 1 if any(name in _OF_CUSTOMER for name in found) else 0


def _leaf(name: str, op: str, value, now: datetime) -> ColumnElement[bool]:
    if name.startswith(OUTSIDE):
        return _outside(name.removeprefix(OUTSIDE), op, value)
    known = CATALOGUE[name]
    if known.kind == HAVING:
        return _having(known, op, value)
    if known.kind == TAGS:
        return _tags(known.column, op, value)
    if known.kind == FLAG:
        return known.column.is_not(None) if value else known.column.is_(None)
    if op in ("set", "unset"):
        return known.column.is_not(None) if op == "set" else known.column.is_(None)
    return _days(known.column, op, value, now) if known.kind == DAYS else _plain(known, op, value)


def _plain(known: SegmentField, op: str, value) -> ColumnElement[bool]:
    column = known.column
    if op in ("is", "in"):
        return column.in_(_many(value))
    if op in ("is_not", "not_in"):
        rest = column.not_in(_many(value))
        return or_(column.is_(None), rest) if column.nullable else rest
    return _sized(column, op, round(value * 100) if known.kind == MONEY else value)


def _sized(column, op: str, value) -> ColumnElement[bool]:
    if op in ("at_least", "more_than"):
        return column >= value if op == "at_least" else column > value
    return column <= value if op == "at_most" else column < value


def _days(column, op: str, value, now: datetime) -> ColumnElement[bool]:
    """Whole days that have passed: at least seven days ago is before this moment a week ago."""
    full = {"at_least": value, "less_than": value, "more_than": value + 1, "at_most": value + 1}[op]
    moment = now - timedelta(days=full)
    return column <= moment if op in ("at_least", "more_than") else column > moment


def _tags(column, op: str, value) -> ColumnElement[bool]:
    """A list in JSON, asked as text: its words stand in quotes, as JSON writes them."""
    text = cast(column, Text)
    if op in ("set", "unset"):
        return text.not_in(["[]", "null"]) if op == "set" else text.in_(["[]", "null"])
    each = [text.contains(json.dumps(one), autoescape=True) for one in _many(value)]
    if op == "has_all":
        return and_(true(), *each)
    return or_(*each) if op == "has" else not_(or_(*each))


def _having(known: SegmentField, op: str, value) -> ColumnElement[bool]:
    if op == "has_all":
        return and_(true(), *(known.having([one]).exists() for one in _many(value)))
    found = known.having(_many(value)).exists()
    return found if op == "has" else not_(found)


def _outside(key: str, op: str, value) -> ColumnElement[bool]:
    known = select(OutsideFact.id).where(OutsideFact.customer_id == CustomerValue.customer_id, OutsideFact.key == key)
    if op in ("set", "unset"):
        return known.exists() if op == "set" else not_(known.exists())
    if op in ("is", "is_not", "in", "not_in"):
        numbers = [one for one in _many(value) if not isinstance(one, str)]
        words = [word_index(key, one) for one in _many(value) if isinstance(one, str)]
        same = known.where(or_(OutsideFact.number.in_(numbers), OutsideFact.word_index.in_(words))).exists()
        return same if op in ("is", "in") else not_(same)
    return known.where(_sized(OutsideFact.number, op, value)).exists()


def _many(value) -> list:
    return value if isinstance(value, list) else [value]
