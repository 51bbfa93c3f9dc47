"""Snooze: put a ticket out of sight until a time; it wakes then, or when the customer writes, or by hand."""

from datetime import datetime

from sqlalchemy import select

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import get
from tickets.calling import call_for_person
from tickets.events import TICKET_SNOOZED, TICKET_WOKEN
from tickets.refusals import NotAllowed, changeable
from tickets.ticket import DONE, Ticket


@transaction()
def snooze(ticket, *, until: datetime, by) -> None:
    """Let the ticket rest until then; a new time replaces the old one."""
    changeable(ticket)
    if ticket.status in DONE:  # nothing would wake it, and nobody would see why it rests
        raise NotAllowed(ticket.status)
    if until <= clock.now():
        raise NotAllowed("past")
    if ticket.snoozed_until != until:
        ticket.snoozed_until, ticket.updated_at = until, clock.now()
        record(TICKET_SNOOZED, ticket, by=by, until=clock.iso(until))


@transaction()
def wake(ticket, *, by) -> None:
    """The ticket is back among the others."""
    if ticket.snoozed_until is not None:
        ticket.snoozed_until, ticket.updated_at = None, clock.now()
        record(TICKET_WOKEN, ticket, by=by)
        call_for_person(ticket, by=by)


def wake_due(as_of: datetime | None = None, limit: int = 500) -> int:
    """Wake the tickets whose time has come; for the sweep. Returns how many."""
    as_of = as_of or clock.now()
    due = db.session.scalars(
        select(Ticket.id).where(Ticket.snoozed_until <= as_of).order_by(Ticket.snoozed_until).limit(limit)
    ).all()
    return sum(_wake_if_due(number, as_of) for number in due)


@transaction()
def _wake_if_due(number: int, as_of: datetime) -> bool:
    ticket = get(Ticket, number)
    if ticket.snoozed_until is None or ticket.snoozed_until > as_of:
        return False
    wake(ticket, by=SYSTEM)
    return True
