"""Say what kind of matter a ticket is."""

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from tickets.events import TYPE_CHANGED
from tickets.refusals import NotAllowed, changeable
from tickets.ticket import TYPES


@transaction()
def classify(ticket, type: str | None, *, by) -> None:
    """Set the type: question, incident, problem, task, complaint, or None."""
    if type is not None and type not in TYPES:
        raise NotAllowed("unknown_type", type=type)
    if ticket.type != type:
        changeable(ticket)
        before, ticket.type, ticket.updated_at = ticket.type, type, clock.now()
        record(TYPE_CHANGED, ticket, by=by, **{"from": before, "to": type})
