"""Sweeping: what is due happens, within a second of its time, and what was due while nobody swept happens now."""

from datetime import datetime

import structlog
from sqlalchemy import bindparam, select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.hot import Look
from routing.sla.changes import terms_of
from routing.sla.firing import fire
from routing.sla.running import clocks_of_tickets
from routing.sla.showing import show
from routing.sla.sla_clock import SlaClock
from tickets.holding import held

log = structlog.get_logger()
# Only clocks to which something can still happen have a next_at: the closed tickets of ten years cost nothing here.
_DUE = Look(
    select(SlaClock.id, SlaClock.ticket_id)
    .where(SlaClock.next_at.is_not(None), SlaClock.next_at <= bindparam("as_of"))
    .order_by(SlaClock.next_at, SlaClock.id)
    .limit(1000)
)
MOST = 20_000  # a turn
TOGETHER = 50  # in one transaction: who writes meanwhile waits for so many at most
Due = list[tuple[int, int]]  # of each clock its number and its ticket's


def fire_due(as_of: datetime | None = None) -> int:
    """Let warnings, breaches and further levels happen whose time has come; returns how many did."""
    as_of, fired, tried = as_of or clock.now(), 0, 0
    while tried < MOST:
        due = _DUE.all(as_of=as_of)
        now = sum(_fire(due[first : first + TOGETHER], as_of) for first in range(0, len(due), TOGETHER))
        fired, tried = fired + now, tried + len(due)
        if not now:  # nothing is due, or all of it is somebody else's
            break
    return fired


def _fire(due: Due, as_of: datetime) -> int:
    """One that cannot be fired holds up none of the others: half of them are tried, and half of those."""
    try:
        return _fire_together(due, as_of)
    except Exception:
        db.session.rollback()
        if len(due) == 1:
            log.exception("clock not fired", clock=due[0][0], ticket_id=due[0][1])
            return 0
        middle = len(due) // 2
        return _fire(due[:middle], as_of) + _fire(due[middle:], as_of)


@transaction()
def _fire_together(due: Due, as_of: datetime) -> int:
    # The tickets before their clocks, as every verb does: two that wait for each other would both fail.
    tickets = held({ticket for _, ticket in due})
    numbers = [number for number, _ in due]
    rows = db.session.scalars(select(SlaClock).where(SlaClock.id.in_(numbers)).order_by(SlaClock.next_at, SlaClock.id))
    fired = [row for row in rows.all() if fire(tickets[row.ticket_id], row, terms_of(row), as_of)]
    broken = {row.ticket_id for row in fired if row.breached_at is not None}
    for number, clocks in clocks_of_tickets(broken).items():
        show(tickets[number], clocks)
    return len(fired)
