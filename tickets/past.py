"""The past of a ticket that was worked on elsewhere: written down as it was, told to nobody."""

from datetime import datetime

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from helpdesk.hot import insert, write
from tickets.events import TICKET_IMPORTED
from tickets.indexing import SearchTodo
from tickets.message import Message
from tickets.refusals import NotAllowed
from tickets.summing import sum_up
from tickets.ticket import PRIORITIES, STATUSES, TYPES


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
