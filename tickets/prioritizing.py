"""Say how urgent a ticket is."""

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from helpdesk.hot import change
from tickets.events import PRIORITY_CHANGED
from tickets.refusals import NotAllowed, changeable
from tickets.ticket import PRIORITIES


@transaction()
def prioritize(ticket, priority: str, *, by) -> None:
    """Set the priority: low, normal, high or urgent."""
    if priority not in PRIORITIES:
        raise NotAllowed("unknown_priority", priority=priority)
    if ticket.priority != priority:
        changeable(ticket)
        before = ticket.priority
        change(ticket, priority=priority, updated_at=clock.now())
        record(PRIORITY_CHANGED, ticket, by=by, **{"from": before, "to": priority})
