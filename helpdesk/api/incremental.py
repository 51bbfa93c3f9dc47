"""Incremental exports: everything that changed since a time, for programs that keep a copy.

What was written in the last two seconds is left for the next call: a row is numbered before it is committed.
"""

from datetime import UTC, datetime, timedelta

from flask import request
from sqlalchemy import select

from helpdesk import clock
from helpdesk.api import including
from helpdesk.api.audits import shaped as audits_shaped
from helpdesk.api.cursor import Cursor
from helpdesk.api.door import answer, invalid, route, url
from helpdesk.api.paging import positive
from helpdesk.api.ticket_shape import shape_all
from helpdesk.api.tickets import through
from helpdesk.api.user_shape import customers as customer_shapes
from helpdesk.api.users import known
from helpdesk.customers import Customer
from helpdesk.db import db
from helpdesk.events import Event
from tickets import Ticket

MOST = 1000
SETTLED = timedelta(seconds=2)


@route("/incremental/tickets")
def since_a_time():
    """The tickets changed since start_time (seconds since 1970), oldest change first."""
    start = _start()
    rows = list(db.session.scalars(_changed(start).limit(MOST + 1)))
    end = rows[MOST - 1].updated_at if len(rows) > MOST else None
    if end is not None:  # the whole of the last second, so that the next page can begin at the next
        until = datetime.fromtimestamp(int(end.timestamp()) + 1, UTC)
        rows = list(db.session.scalars(_changed(start).where(Ticket.updated_at < until)))
    next_at = int(rows[-1].updated_at.timestamp()) + 1 if rows else int(start.timestamp())
    return answer(
        {
            "tickets": _shaped(rows),
            "count": len(rows),
            "end_time": next_at,
            "end_of_stream": end is None,
            "next_page": f"{url('incremental/tickets.json')}?start_time={next_at}",
            **including.beside(rows),
        }
    )


@route("/incremental/tickets/cursor")
def since_a_cursor():
    """The same by cursor."""
    order = Cursor(Ticket.updated_at, Ticket.id)
    return _by_cursor(_changed(_start(optional=True)), order, "incremental/tickets/cursor.json", "tickets", _shaped)


@route("/incremental/users/cursor")
def users_since_a_cursor():
    """The customers, oldest first."""
    start = _start(optional=True)
    query = known().where(Customer.created_at >= start, Customer.created_at < clock.now() - SETTLED)
    order = Cursor(Customer.created_at, Customer.id)
    return _by_cursor(
        query.order_by(Customer.created_at, Customer.id),
        order,
        "incremental/users/cursor.json",
        "users",
        lambda rows: customer_shapes(list(rows)),
    )


@route("/incremental/ticket_events")
def events_since_a_time():
    """What happened to tickets since start_time."""
    start = _start()
    query = (
        select(Event)
        .join(Ticket, Ticket.id == Event.ticket_id)
        .where(Event.at >= start, Event.at < clock.now() - SETTLED)
        .order_by(Event.at, Event.id)
        .limit(MOST)
    )
    rows = list(db.session.scalars(through(query)))
    next_at = int(rows[-1].at.timestamp()) if len(rows) == MOST else int((clock.now() - SETTLED).timestamp())
    return answer(
        {
            "ticket_events": [
                {**one, "timestamp": int(row.at.timestamp()), "child_events": one["events"]}
                for row, one in zip(rows, audits_shaped(rows), strict=True)
            ],
            "count": len(rows),
            "end_time": next_at,
            "end_of_stream": len(rows) < MOST,
            "next_page": f"{url('incremental/ticket_events.json')}?start_time={next_at}",
        }
    )


def _changed(start: datetime):
    query = select(Ticket).where(Ticket.updated_at >= start, Ticket.updated_at < clock.now() - SETTLED)
    return through(query).order_by(Ticket.updated_at, Ticket.id)


def _shaped(rows) -> list[dict]:
    shown = shape_all(list(rows))
    for row, one in zip(rows, shown, strict=True):
        if row.trashed_at is not None:
            one["status"] = "deleted"
    return shown


def _by_cursor(query, order: Cursor, path: str, name: str, shape):
    if given := request.args.get("cursor"):
        query = query.where(order.after(given))
    size = min(positive("per_page", MOST), MOST)
    rows = list(db.session.scalars(query.limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    cursor = order.write(rows[-1]) if rows else given
    return answer(
        {
            name: shape(rows),
            "after_cursor": cursor,
            "before_cursor": None,
            "end_of_stream": not more,
            "after_url": f"{url(path)}?cursor={cursor}" if cursor else None,
            "before_url": None,
            "count": len(rows),
        }
    )


def _start(optional: bool = False) -> datetime:
    value = request.args.get("start_time", "0" if optional else "")
    if not value.isdecimal() or len(value) > 11:
        raise invalid("start_time must be seconds since 1970.", "start_time 应为秒级时间戳。", field="start_time")
    return datetime.fromtimestamp(int(value), UTC)
