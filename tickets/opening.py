"""Open a ticket."""

from helpdesk import clock
from helpdesk.customers import root_of
from helpdesk.db import transaction
from helpdesk.events import record
from helpdesk.hot import insert
from tickets.events import TICKET_OPENED
from tickets.filling import accepted
from tickets.refusals import NotAllowed
from tickets.tagging import tag
from tickets.ticket import PRIORITIES, STATUSES, TYPES, Ticket

_FROM = {"status": STATUSES, "priority": PRIORITIES, "type": (None, *TYPES)}


@transaction()
def open_ticket(
    customer,
    *,
    by,
    subject: str = "",
    identity=None,
    inbox=None,
    conversation: bytes | None = None,
    language: str | None = None,
    fields: dict | None = None,
    tags: list[str] = (),
    **values,
) -> Ticket:
    """A new ticket of this customer. `inbox` gives channel and team; `values` may set priority, type, team_id, …

    Raises NotAllowed for a priority, type, field or tag that there is not.
    """
    for name, known in _FROM.items():
        if values.get(name, known[0]) not in known:
            raise NotAllowed(f"unknown_{name}", **{name: values[name]})
    at, customer = values.pop("at", None) or clock.now(), root_of(customer)
    columns = {
        "identity_id": identity.id if identity else None,
        "inbox_id": inbox.id if inbox else None,
        "channel": inbox.channel if inbox else "api",
        "team_id": inbox.team_id if inbox else None,
        **values,
    }
    if fields:
        columns["fields"] = {key: value for key, value in accepted(fields).items() if value is not None}
    ticket = insert(
        Ticket(
            subject=subject.strip()[:500],
            customer_id=customer.id,
            conversation=conversation,
            language=language or customer.language,
            created_at=at,
            updated_at=at,
            last_message_at=at,
            **columns,
        )
    )
    record(TICKET_OPENED, ticket, by=by, inbox=ticket.inbox_id, channel=ticket.channel)
    if tags:
        tag(ticket, *tags, by=by)
    return ticket
