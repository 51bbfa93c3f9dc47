"""Conditions as SQL: the same answers as conditions.matches(), from columns named here and bound values alone."""

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select, text, true
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler

from tickets.conditions import FLAGS, Who, shows_only_current, statuses_of
from tickets.reading import Reading
from tickets.tag import Tag, Tagging
from tickets.ticket import ACTIVE, OPEN, QUEUED, SHOWN, Ticket, statuses_in

_SINCE = {
    "spam": Ticket.spam_at,
    "trashed": Ticket.trashed_at,
    "due": Ticket.due_at,  # a limit of time runs
    "breached": Ticket.breached_at,
}
_COLUMNS = {
    "status": Ticket.status,
    "priority": Ticket.priority,
    "type": Ticket.type,
    "channel": Ticket.channel,
    "language": Ticket.language,
    "team_id": Ticket.team_id,
    "assignee_id": Ticket.assignee_id,
    "inbox_id": Ticket.inbox_id,
    "merged_into": Ticket.merged_into_id,
}


def where(conditions: dict, who: Who) -> ColumnElement[bool]:
    """The WHERE of these conditions for the one who looks, with what lets a partial index be used."""
    return and_(_clause(conditions, who), *(text(sql) for sql in [_implied(conditions)] if sql))


def _hint(_compiler, _table, hint: str) -> str:
    return hint


# SQLAlchemy writes a hint (INDEXED BY …) into FROM for every database that has hints, but has forgotten SQLite.
SQLiteCompiler.get_from_hint_text = _hint  # type: ignore[method-assign]


def index_for(conditions: dict, by: str = "last_message_at") -> str | None:
    """The index that SQLite shall read a list in this order from, where it would not find it by itself."""
    if not is_active(conditions):
        return None
    if by == "due_at":
        return "ix_ticket_due"
    if is_queued(conditions):
        return "ix_ticket_waiting"
    return None if {"assignee_id", "team_id"} & set(_asked_for(conditions)) else "ix_ticket_active"


def is_queued(conditions: dict) -> bool:
    """Whether only tickets can match that wait for somebody to take them."""
    return (
        shows_only_current(conditions)
        and statuses_of(conditions) <= {"new", "open"}
        and _asked_for(conditions).get("assignee_id") == "unset"
    )


def is_active(conditions: dict) -> bool:
    """Whether only tickets can match that somebody still has to do with."""
    return shows_only_current(conditions) and statuses_of(conditions) <= {"new", "open", "pending", "on_hold"}


def tagged(name: str) -> ColumnElement[bool]:
    """Whether the ticket carries this tag."""
    return exists(
        select(1)
        .select_from(Tagging)
        .join(Tag, Tag.id == Tagging.tag_id)
        .where(Tagging.ticket_id == Ticket.id, Tag.name == name)
    )


def unread_by(agent_id: int) -> ColumnElement[bool]:
    """Whether the last words are for the team (see Ticket.ends_with_news) and this agent has not seen them."""
    seen = select(Reading.message_id).where(Reading.ticket_id == Ticket.id, Reading.agent_id == agent_id)
    passed_on = and_(Ticket.preview_by == "bot", Ticket.status.in_(OPEN), Ticket.bot_since.is_(None))
    return and_(
        or_(Ticket.preview_by == "customer", passed_on),
        Ticket.last_message_id.is_not(None),
        not_(exists(seen.where(Reading.message_id >= Ticket.last_message_id))),
    )


def _asked_for(conditions: dict) -> dict[str, str]:
    """The fields that have to be something (and not one thing or another), with the op that says so."""
    if "all" in conditions:
        return {field: op for part in conditions["all"] for field, op in _asked_for(part).items()}
    return {conditions["field"]: conditions["op"]} if conditions.get("op") in ("is", "in", "unset") else {}


def _implied(conditions: dict) -> str:
    if is_queued(conditions):
        return QUEUED
    if is_active(conditions):
        return ACTIVE
    return SHOWN if shows_only_current(conditions) else ""


def _clause(conditions: dict, who: Who) -> ColumnElement[bool]:
    if "all" in conditions:
        return and_(true(), *(_clause(part, who) for part in conditions["all"]))
    if "any" in conditions:
        return or_(false(), *(_clause(part, who) for part in conditions["any"]))
    op, wanted = conditions["op"], who.means(conditions.get("value"))
    holds = _holds(conditions["field"], op, wanted, who)
    return not_(holds) if op in ("is_not", "not_in", "has_not", "unset") else holds


def _holds(field: str, op: str, wanted: list, who: Who) -> ColumnElement[bool]:
    is_set = op in ("set", "unset")
    if field == "tags":
        return _tags(wanted, is_set)
    if field in FLAGS:
        flag = _flag(field, who)
        return flag if is_set else or_(false(), *(flag if value else not_(flag) for value in wanted))
    if field == "category":
        return true() if is_set else Ticket.status.in_([s for c in wanted if c for s in statuses_in(c)])
    return _column(_COLUMNS[field], wanted, is_set)


def _column(column, wanted: list, is_set: bool) -> ColumnElement[bool]:
    if is_set:
        return and_(column.is_not(None), column != "") if column.type.python_type is str else column.is_not(None)
    values = [value for value in wanted if value is not None]
    one_of = column == values[0] if len(values) == 1 else column.in_(values)
    # NULL is an answer of its own here, never "unknown": what is not X includes what is nothing.
    one_of = and_(column.is_not(None), one_of) if column.nullable else one_of
    return or_(column.is_(None), one_of) if None in wanted else one_of


def _flag(field: str, who: Who) -> ColumnElement[bool]:
    if field == "unread":
        return unread_by(who.me)
    if field == "snoozed":
        return and_(Ticket.snoozed_until.is_not(None), Ticket.snoozed_until > who.now)
    return _SINCE[field].is_not(None)


def _tags(wanted: list, is_set: bool) -> ColumnElement[bool]:
    if is_set:
        return exists(select(1).select_from(Tagging).where(Tagging.ticket_id == Ticket.id))
    return or_(false(), *(tagged(name) for name in wanted))
