"""The search language: words, and key:value, key<value, key>value, -key:value, as far as tickets know the key."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, not_, or_, select

from helpdesk import customers
from helpdesk.api import numbers
from helpdesk.api.door import invalid, me
from helpdesk.api.reading import instant
from helpdesk.api.ticket_shape import STATUS_IN
from helpdesk.customers import Identity
from helpdesk.customers.identity import index_of
from helpdesk.people import Agent, Team
from tickets import Ticket
from tickets.filtering import tagged
from tickets.ticket import PRIORITIES, STATUSES

LONGEST, MOST_PARTS = 2000, 50
_PART = re.compile(r'(-?)([a-z_]+)(:|>=|<=|>|<)("[^"]*"|\S+)|"([^"]*)"|(\S+)')
_TIMES = {"created": Ticket.created_at, "updated": Ticket.updated_at, "solved": Ticket.solved_at}
_RANKED = {"status": STATUSES, "priority": PRIORITIES}


@dataclass
class Query:
    """What was asked: the kind of thing, conditions on tickets, and the words that are left."""

    type: str = "ticket"
    where: list[ColumnElement[bool]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def parse(text: str) -> Query:
    """Read the search language. Raises a Refusal for a value that its key cannot have."""
    if len(text) > LONGEST:
        raise invalid(f"A query has {LONGEST} characters at most.", "查询过长。", field="query")
    query, by_key = Query(), {}
    parts = list(_PART.finditer(text))[:MOST_PARTS]
    for part in parts:
        minus, key, op, value, phrase, word = part.groups()
        value = (value or "").strip('"')
        if key == "type" and op == ":":
            query.type = value.lower()
        elif key in _KEYS or key in _TIMES:
            by_key.setdefault((minus, key, op), []).append(value)
        elif key not in ("order_by", "sort"):
            query.words.append(phrase or word or part.group(0))
    for (minus, key, op), values in by_key.items():
        # The same key twice means either (status:new status:open); ranges hold both.
        clauses = [_clause(key, op, value) for value in values]
        clause = or_(*clauses) if op == ":" and not minus else and_(*(not_(c) if minus else c for c in clauses))
        query.where.append(clause)
    return query


def _clause(key: str, op: str, value: str) -> ColumnElement[bool]:
    if key in _TIMES:
        return _time(_TIMES[key], key, op, value)
    if key in _RANKED and op != ":":
        return _ranked(key, op, value)
    if op != ":":
        raise invalid(f"{key} cannot be compared like that.", "不支持此比较方式。", field=key)
    return _KEYS[key](value)


def _time(column, key: str, op: str, value: str) -> ColumnElement[bool]:
    at = instant(value)
    if at is None:
        raise invalid(f"{key} needs a time such as 2026-11-22.", "时间格式无效。", field=key)
    if op == ":":
        return and_(column >= at, column < at + timedelta(days=1))
    return {">": column > at, ">=": column >= at, "<": column < at, "<=": column <= at}[op]


def _ranked(key: str, op: str, value: str) -> ColumnElement[bool]:
    order = _RANKED[key]
    value = STATUS_IN.get(value, value)
    if value not in order:
        raise invalid(f"There is no {key} {value!r}.", "没有这个值。", field=key)
    place = order.index(value)
    fitting = {">": order[place + 1 :], ">=": order[place:], "<": order[:place], "<=": order[: place + 1]}[op]
    return getattr(Ticket, key).in_(fitting)


def _status(value: str):
    return Ticket.status == STATUS_IN.get(value, value)


def _assignee(value: str):
    if value == "none":
        return Ticket.assignee_id.is_(None)
    if value == "me":
        return Ticket.assignee_id == me().id
    if value.isdecimal():
        return Ticket.assignee_id == (numbers.agent_number(int(value[:18])) or 0)
    return Ticket.assignee_id.in_(select(Agent.id).where(or_(Agent.email == value.lower(), Agent.name == value)))


def _requester(value: str):
    if value.isdecimal():
        return Ticket.customer_id == (numbers.customer_number(int(value[:18])) or 0)
    try:
        index = index_of("email", customers.normal("email", value))
    except ValueError:
        raise invalid(
            "requester needs a number or an e-mail address.", "请求人应为编号或邮箱。", field="requester"
        ) from None
    return Ticket.customer_id.in_(
        select(Identity.customer_id).where(Identity.kind == "email", Identity.value_index == index)
    )


def _group(value: str):
    if value == "none":
        return Ticket.team_id.is_(None)
    if value.isdecimal():
        return Ticket.team_id == int(value[:18])
    return Ticket.team_id.in_(select(Team.id).where(Team.name == value))


def _subject(value: str):
    return Ticket.subject.ilike("%" + re.sub(r"([\\%_])", r"\\\1", value) + "%", escape="\\")


_KEYS = {
    "status": _status,
    "priority": lambda value: Ticket.priority == value,
    "ticket_type": lambda value: Ticket.type == value,
    "assignee": _assignee,
    "requester": _requester,
    "group": _group,
    "tags": lambda value: tagged(value.lower()),
    "subject": _subject,
    "via": lambda value: Ticket.channel == value,
    "id": lambda value: Ticket.id == (int(value[:18]) if value.isdecimal() else 0),
}
