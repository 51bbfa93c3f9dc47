"""Showing: what lists and threads say of a ticket's clocks."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from helpdesk import clock
from helpdesk.db import db
from helpdesk.hot import change
from routing.calendars.asking import calendar_of
from routing.sla.reckoning import used_by
from routing.sla.sla_clock import SlaClock


def show(ticket, clocks: Iterable[SlaClock]) -> None:
    """Write on the ticket which of its clocks is due next, and since when one that is open is broken."""
    open_ones = [row for row in clocks if row.ended_at is None]
    running = [row for row in open_ones if row.due_at is not None]
    first = min(running, key=lambda row: (row.due_at, row.metric), default=None)
    said = {
        "due_at": first.due_at if first else None,
        "due_kind": first.metric if first else None,
        "breached_at": min((row.breached_at for row in open_ones if row.breached_at), default=None),
    }
    if any(getattr(ticket, name) != value for name, value in said.items()):
        change(ticket, **said)


def clocks_of(tickets: Iterable) -> dict[int, list[dict]]:
    """The open clocks of these tickets, one question for all: {ticket: [{metric, due_at, state, left_seconds, …}]}."""
    numbers = [ticket.id for ticket in tickets]
    found: dict[int, list[dict]] = defaultdict(list)
    rows = db.session.scalars(
        select(SlaClock).where(SlaClock.ticket_id.in_(numbers), SlaClock.ended_at.is_(None)).order_by(SlaClock.due_at)
    )
    now = clock.now()
    for row in rows if numbers else ():
        found[row.ticket_id].append(said_of(row, now))
    return dict(found)


def said_of(row: SlaClock, now) -> dict:
    """One clock in plain values; `left_seconds` is of its own hours, negative when it is broken."""
    used = used_by(calendar_of(row.calendar_id), row.used, row.running_since, row.ended_at or now)
    return {
        "id": row.id,
        "metric": row.metric,
        "policy_id": row.policy_id,
        "state": row.state,
        "due_at": clock.iso(row.due_at),
        "left_seconds": round(row.target - used.total_seconds()),
        "target_seconds": row.target,
        "business": row.calendar_id is not None,
        "warned_at": clock.iso(row.warned_at),
        "breached_at": clock.iso(row.breached_at),
        "started_at": clock.iso(row.started_at),
        "ended_at": clock.iso(row.ended_at),
        "outcome": row.outcome,
    }
