"""Set the status: solve, close, reopen, wait for the customer or for others; close what has long been solved."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, text

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, get
from tickets.calling import call_for_person
from tickets.events import STATUS_CHANGED, TICKET_CLOSED, TICKET_REOPENED, TICKET_SOLVED
from tickets.field import missing_fields
from tickets.patience import USUAL, Patience, patience_of, shortest_rest
from tickets.refusals import NotAllowed, changeable
from tickets.summing import waits_since
from tickets.ticket import STATUSES, Ticket


@transaction()
def set_status(ticket, status: str, *, by) -> None:
    """Change the status; the same status again changes nothing. A closed ticket stays closed: open a follow-up."""
    if status not in STATUSES:
        raise NotAllowed("unknown_status", status=status)
    before = ticket.status
    if status == before:
        return
    _may_become(ticket, status, by)
    now = clock.now()
    values = {"status": status, "updated_at": now}
    if status in ("solved", "closed"):
        values |= {"solved_at": ticket.solved_at or now, "waiting_since": None, "snoozed_until": None}
        values["closed_at"] = now if status == "closed" else None
    elif before == "solved":
        # Solved by mistake, and taken back: who had no answer still has none, and waits since then.
        values |= {"solved_at": None, "waiting_since": waits_since(ticket)}
    change(ticket, **values)
    record(STATUS_CHANGED, ticket, by=by, **{"from": before, "to": status})
    _record_what_it_means(ticket, before, by)


def solve(ticket, *, by) -> None:
    """The customer has what they asked for."""
    set_status(ticket, "solved", by=by)


def close(ticket, *, by) -> None:
    """Nothing can be added any more; what the customer writes next opens a follow-up."""
    set_status(ticket, "closed", by=by)


def reopen(ticket, *, by) -> None:
    """There is still something to do."""
    set_status(ticket, "open", by=by)


def close_solved(as_of: datetime | None = None, limit: int = 500) -> int:
    """Close the tickets that have been solved for as long as their inbox says; for the sweep. Returns how many."""
    as_of = as_of or clock.now()
    due = db.session.scalars(
        select(Ticket.id)
        .outerjoin(Patience, Patience.inbox_id == Ticket.inbox_id)
        .where(text("ticket.status = 'solved'"), Ticket.solved_at <= as_of - shortest_rest(), _rested(as_of))
        .order_by(Ticket.solved_at)
        .limit(limit)
    ).all()
    return sum(_close_if_still_solved(number, as_of) for number in due)


def _rested(as_of: datetime):
    """Whether a ticket has been solved for its inbox's days: one comparison for each length that there is."""
    lengths = [days for (days,) in db.session.execute(select(Patience.solved_days).distinct())]
    by_inbox = [
        and_(Patience.solved_days == days, Ticket.solved_at <= as_of - timedelta(days=days)) for days in lengths
    ]
    usual = as_of - timedelta(days=USUAL.solved_days)
    return or_(and_(Patience.inbox_id.is_(None), Ticket.solved_at <= usual), *by_inbox)


@transaction()
def _close_if_still_solved(number: int, as_of: datetime) -> bool:
    ticket = get(Ticket, number)
    before = as_of - timedelta(days=patience_of(ticket.inbox_id).solved_days)
    # Another sweep, or the customer's answer, may have come first; the ticket's version settles what is still open.
    if ticket.status != "solved" or ticket.solved_at is None or ticket.solved_at > before:
        return False
    set_status(ticket, "closed", by=SYSTEM)
    return True


def _may_become(ticket, status: str, by) -> None:
    if by is SYSTEM and status == "closed":
        return
    changeable(ticket)
    if ticket.status == "closed":
        raise NotAllowed("closed")
    if status == "solved" and getattr(by, "actor_kind", None) == "agent" and (missing := missing_fields(ticket)):
        raise NotAllowed("fields_missing", fields=missing)


def _record_what_it_means(ticket, before: str, by) -> None:
    if ticket.status == "solved":
        record(TICKET_SOLVED, ticket, by=by)
    elif ticket.status == "closed":
        record(TICKET_CLOSED, ticket, by=by)
    elif ticket.status == "open" and before != "new":
        record(TICKET_REOPENED, ticket, by=by, **{"from": before})
        call_for_person(ticket, by=by)
