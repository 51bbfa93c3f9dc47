"""A page of a thread: its newest messages, what happened among them, the files and the people."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import literal, select, tuple_

from helpdesk.clock import Instant
from helpdesk.customers import Customer
from helpdesk.db import db
from helpdesk.events import Event
from tickets import cursor as cursors
from tickets.attachment import IN_ORDER, Attachment
from tickets.cursor import BadCursor
from tickets.message import Message

MOST_EVENTS = 200


@dataclass
class ThreadPage:
    """Oldest first. `files` by message number, `customers` by their own; `before` asks for what came earlier."""

    messages: list[Message]
    events: list[Event]
    files: dict[int, list[Attachment]] = field(default_factory=dict)
    customers: dict[int, Customer] = field(default_factory=dict)
    before: str | None = None


def page_of(ticket, before: str | None = None, limit: int = 50) -> ThreadPage:
    """The newest messages, or those before the cursor. Raises BadCursor."""
    until = _read(before) if before else None
    query = select(Message).where(Message.ticket_id == ticket.id, Message.state.is_distinct_from("cancelled"))
    if until:
        query = query.where(tuple_(Message.at, Message.id) < tuple_(literal(until[0], Instant), until[1]))
    found = list(db.session.scalars(query.order_by(Message.at.desc(), Message.id.desc()).limit(limit + 1)))
    more, messages = len(found) > limit, found[:limit][::-1]
    since = messages[0].at if more else None
    events = _events(ticket, since, until and until[0])
    authors = {m.author_id for m in messages if m.author_kind == "customer"} | {ticket.customer_id}
    authors |= {event.actor_id for event in events if event.actor_kind == "customer" and event.actor_id}
    return ThreadPage(
        messages=messages,
        events=events,
        files=files_of(messages),
        customers={c.id: c for c in db.session.scalars(select(Customer).where(Customer.id.in_(authors)))},
        before=cursors.write([messages[0].at, messages[0].id]) if more else None,
    )


def files_of(messages: list[Message]) -> dict[int, list[Attachment]]:
    """The files of these messages, by message."""
    found: dict[int, list[Attachment]] = {}
    if messages:
        rows = db.session.scalars(
            select(Attachment).where(Attachment.message_id.in_([m.id for m in messages])).order_by(*IN_ORDER)
        )
        for row in rows:
            found.setdefault(row.message_id, []).append(row)
    return found


def _events(ticket, since: datetime | None, until: datetime | None) -> list[Event]:
    query = select(Event).where(Event.ticket_id == ticket.id)
    if since:
        query = query.where(Event.at >= since)
    if until:
        query = query.where(Event.at < until)
    return list(db.session.scalars(query.order_by(Event.id.desc()).limit(MOST_EVENTS)))[::-1]


def _read(cursor: str) -> tuple[datetime, int]:
    at, number = cursors.read(cursor, datetime, int)
    if at is None or number is None:
        raise BadCursor("not a cursor of this thread")
    return at, number
