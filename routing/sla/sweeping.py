"""Sweeping: what is due happens, within a second of its time, and what was due while nobody swept happens now."""

from datetime import datetime

from sqlalchemy import bindparam, select

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.hot import Look, get
from routing.sla.changes import terms_of
from routing.sla.firing import fire
from routing.sla.running import open_clocks
from routing.sla.showing import show
from routing.sla.sla_clock import SlaClock
from tickets import Ticket
from tickets.holding import hold

# Only clocks to which something can still happen have a next_at: the closed tickets of ten years cost nothing here.
_DUE = Look(
    select(SlaClock.id)
    .where(SlaClock.next_at.is_not(None), SlaClock.next_at <= bindparam("as_of"))
    .order_by(SlaClock.next_at, SlaClock.id)
    .limit(1000)
)
MOST = 20_000  # a turn


def fire_due(as_of: datetime | None = None) -> int:
    """Let warnings, breaches and further levels happen whose time has come; returns how many did."""
    as_of, fired, tried = as_of or clock.now(), 0, 0
    while tried < MOST:
        due = _DUE.all(as_of=as_of)
        now = sum(_fire(number, as_of) for (number,) in due)
        fired, tried = fired + now, tried + len(due)
        if not now:  # nothing is due, or all of it is somebody else's
            break
    return fired


@transaction()
def _fire(number: int, as_of: datetime) -> bool:
    row = get(SlaClock, number)
    ticket = get(Ticket, row.ticket_id)
    hold(ticket)  # before its clocks, as every verb does: two that wait for each other would both fail
    if not fire(ticket, row, terms_of(row), as_of):
        return False
    if row.breached_at is not None:
        show(ticket, open_clocks(ticket.id))
    return True
