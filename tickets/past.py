"""The past of a ticket that was worked on elsewhere: written down as it was, told to nobody."""

from collections.abc import Iterable
from datetime import datetime

from helpdesk import clock
from helpdesk.customers import root_of
from helpdesk.db import transaction
from helpdesk.events import record
from helpdesk.hot import insert, write
from tickets.events import TICKET_IMPORTED
from tickets.indexing import SearchTodo
from tickets.message import Message
from tickets.refusals import NotAllowed
from tickets.summing import sum_up
from tickets.tagging import put_tags
from tickets.ticket import PRIORITIES, STATUSES, TYPES, Ticket


@transaction()
def open_past(
    customer,
    *,
    at: datetime,
    subject: str = "",
    identity=None,
    inbox=None,
    tags: Iterable[str] = (),
    language: str | None = None,
    **values,
) -> Ticket:
    """A ticket of the past, still without its messages; no rule reads it, no clock starts, nobody is looked for.

    `values` may set team_id, assignee_id, fields. Raises NotAllowed for a tag that is none.
    """
    at, customer = min(at, clock.now()), root_of(customer)
    ticket = insert(
        Ticket(
            subject=subject.strip()[:500],
            status="closed",
            customer_id=customer.id,
            language=language or customer.language,
            identity_id=identity.id if identity else None,
            inbox_id=inbox.id if inbox else None,
            channel=inbox.channel if inbox else "api",
            created_at=at,
            updated_at=at,
            last_message_at=at,
            **values,
        )
    )
    put_tags(ticket, tags)
    return ticket


@transaction()
def add_past(ticket, *, kind: str, author, text: str, at: datetime) -> Message:
    """A message of the past: nothing leaves, no clock starts, nobody is called."""
    at = min(at, clock.now())
    message = insert(
        Message(
            ticket_id=ticket.id,
            origin_ticket_id=ticket.id,
            kind=kind,
            author_kind=author.actor_kind,
            author_id=author.id,
            text=text,
            at=at,
            created_at=at,
            inbox_id=ticket.inbox_id,
            identity_id=ticket.identity_id,
            state="sent" if kind == "reply" else None,
            state_at=at if kind == "reply" else None,
        )
    )
    write(SearchTodo(message_id=message.id))
    return message


@transaction()
def settle_past(
    ticket, *, status: str, by, priority: str | None = None, type: str | None = None, solved_at: datetime | None = None
) -> None:
    """All of its past is there: the ticket shows it and stands as it stood. Raises NotAllowed."""
    checks = ((status, STATUSES, "status"), (priority, (None, *PRIORITIES), "priority"), (type, (None, *TYPES), "type"))
    for value, known, name in checks:
        if value not in known:
            raise NotAllowed(f"unknown_{name}")
    sum_up(ticket)
    ticket.status, ticket.priority, ticket.type = status, priority or ticket.priority, type
    if status in ("solved", "closed"):
        ticket.solved_at = min(solved_at or ticket.last_message_at, clock.now())
        ticket.closed_at = ticket.solved_at if status == "closed" else None
        ticket.waiting_since = None
    record(TICKET_IMPORTED, ticket, by=by)
