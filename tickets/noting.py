"""Note something for the team; the customer never sees it."""

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import record
from helpdesk.hot import change, insert
from tickets.events import NOTE_ADDED
from tickets.message import Message, written
from tickets.previewing import preview_of


@transaction()
def note(ticket, *, by, text: str, client_id: str | None = None, mentions: list[int] = (), **values) -> Message:
    """Add a note. `mentions` are the numbers of agents who shall hear of it."""
    if client_id and (known := written(ticket, client_id)):
        return known
    now = clock.now()
    message = insert(Message(
        ticket_id=ticket.id, origin_ticket_id=ticket.id, kind="note", author_kind=getattr(by, "actor_kind", "system"),
        author_id=getattr(by, "id", None), text=text, at=now, created_at=now, client_id=client_id, **values))
    change(ticket, updated_at=now, last_message_at=now, last_message_id=message.id, preview=preview_of(message),
           preview_by="note", message_count=ticket.message_count + 1)
    record(NOTE_ADDED, ticket, by=by, message=message, mentions=list(mentions))
    return message
