"""Open a ticket."""

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from helpdesk.hot import insert
from tickets.events import TICKET_OPENED
from tickets.ticket import Ticket


@transaction()
def open_ticket(customer, *, by, subject: str = "", identity=None, inbox=None, conversation: bytes | None = None,
                language: str | None = None, **values) -> Ticket:
    """A new ticket of this customer. `inbox` gives channel and team; `values` may set priority, type, team_id, …"""
    at = values.pop("at", None) or clock.now()
    ticket = insert(Ticket(
        subject=subject.strip()[:500], customer_id=customer.id, identity_id=identity.id if identity else None,
        inbox_id=inbox.id if inbox else None, channel=inbox.channel if inbox else "api", conversation=conversation,
        language=language or customer.language, created_at=at, updated_at=at, last_message_at=at,
        **{"team_id": inbox.team_id if inbox else None, **values}))
    record(TICKET_OPENED, ticket, by=by, inbox=ticket.inbox_id, channel=ticket.channel)
    return ticket
