"""Put a ticket into the trash, or bring it back as it was."""

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from tickets.calling import call_for_person
from tickets.events import TICKET_RESTORED, TICKET_TRASHED
from tickets.refusals import changeable


@transaction()
def trash(ticket, *, by) -> None:
    """Out of every list but Trash. What the customer writes next opens another ticket."""
    if ticket.trashed_at is None:
        changeable(ticket)
        ticket.trashed_at = ticket.updated_at = clock.now()
        record(TICKET_TRASHED, ticket, by=by)


@transaction()
def restore(ticket, *, by) -> None:
    """Back from the trash, with all that belongs to it."""
    if ticket.trashed_at is not None:
        ticket.trashed_at, ticket.updated_at = None, clock.now()
        record(TICKET_RESTORED, ticket, by=by)
        call_for_person(ticket, by=by)
