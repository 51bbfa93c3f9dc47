"""Reckoning anew: after a calendar or a policy has changed, what runs is reckoned by what holds now. In batches."""

from sqlalchemy import bindparam, select

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.hot import Look, get
from routing.sla.changes import reconsidered, settled, terms_of
from routing.sla.running import open_clocks, reckon_anew
from routing.sla.showing import show
from routing.sla.sla_clock import SlaClock
from tickets import Ticket
from tickets.holding import hold

_NEXT = Look(
    select(SlaClock.ticket_id)
    .where(SlaClock.ended_at.is_(None), SlaClock.ticket_id > bindparam("after"))
    .group_by(SlaClock.ticket_id)
    .order_by(SlaClock.ticket_id)
    .limit(200)
)


def after_calendar(event) -> None:
    """Hours have changed: the time since a clock last began to run counts by the new ones."""
    _each(_by_the_new_hours)


def after_policy(event) -> None:
    """A policy has changed: tickets whose clocks run are looked at again; what was used stays used."""
    _each(lambda ticket, rows: reconsidered(ticket, rows, clock.now()))


def _by_the_new_hours(ticket, rows) -> None:
    for row in reconsidered(ticket, rows, clock.now()):
        reckon_anew(row, terms_of(row))


def _each(do) -> None:
    after = 0
    while some := _NEXT.all(after=after):
        _some([number for (number,) in some], do)
        after = some[-1][0]


@transaction()
def _some(numbers: list[int], do) -> None:
    for number in numbers:
        ticket = get(Ticket, number)
        hold(ticket)
        rows = settled(ticket, clock.now())
        do(ticket, rows)
        show(ticket, open_clocks(number))
