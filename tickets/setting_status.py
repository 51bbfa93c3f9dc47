"""Set the status: solve, close, reopen, wait for the customer or for others."""

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from tickets.events import PERSON_NEEDED, STATUS_CHANGED, TICKET_CLOSED, TICKET_REOPENED, TICKET_SOLVED
from tickets.ticket import STATUSES


class NotAllowed(ValueError):
    """The ticket cannot do this; the text says why."""


@transaction()
def set_status(ticket, status: str, *, by) -> None:
    """Change the status; the same status again changes nothing. A closed ticket stays closed: open a follow-up."""
    if status not in STATUSES:
        raise NotAllowed(f"there is no status {status!r}")
    before = ticket.status
    if status == before:
        return
    if before == "closed":
        raise NotAllowed("a closed ticket stays closed; open a follow-up")
    now = clock.now()
    ticket.status, ticket.updated_at = status, now
    if status in ("solved", "closed"):
        ticket.solved_at, ticket.waiting_since = ticket.solved_at or now, None
        ticket.closed_at = now if status == "closed" else None
    elif before == "solved":
        ticket.solved_at = None
    record(STATUS_CHANGED, ticket, by=by, **{"from": before, "to": status})
    _record_what_it_means(ticket, before, by)


def _record_what_it_means(ticket, before: str, by) -> None:
    if ticket.status == "solved":
        record(TICKET_SOLVED, ticket, by=by)
    elif ticket.status == "closed":
        record(TICKET_CLOSED, ticket, by=by)
    elif ticket.status == "open" and before != "new":
        record(TICKET_REOPENED, ticket, by=by, **{"from": before})
        if ticket.assignee_id is None:
            record(PERSON_NEEDED, ticket, by=by)


def solve(ticket, *, by) -> None:
    """The customer has what they asked for."""
    set_status(ticket, "solved", by=by)


def close(ticket, *, by) -> None:
    """Nothing can be added any more; what the customer writes next opens a follow-up."""
    set_status(ticket, "closed", by=by)


def reopen(ticket, *, by) -> None:
    """There is still something to do."""
    set_status(ticket, "open", by=by)
