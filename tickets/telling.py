"""Tell the customer something by the program itself: a question how it went, a nudge. It answers nothing."""

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, insert
from tickets.events import REPLY_SENT
from tickets.holding import hold
from tickets.message import Message, checked, written
from tickets.refusals import changeable


@transaction()
def tell(ticket, *, text: str, inbox_id: int | None, identity_id: int | None, client_id: str | None = None, **values):
    """The message, on its way to this address through this inbox; the list goes on showing what people said.

    Unlike an answer it may follow a ticket that is closed, and changes neither its status nor its clocks. The same
    `client_id` twice is one message.
    """
    hold(ticket)
    if client_id and (known := written(ticket, client_id)):
        return known
    changeable(ticket)
    now = clock.now()
    message = insert(
        Message(
            ticket_id=ticket.id,
            origin_ticket_id=ticket.id,
            kind="reply",
            author_kind="system",
            is_auto=True,
            text=checked(text, (), values),
            at=now,
            created_at=now,
            client_id=client_id,
            state="queued",
            state_at=now,
            inbox_id=inbox_id,
            identity_id=identity_id,
            **values,
        )
    )
    change(ticket, updated_at=now, message_count=ticket.message_count + 1)
    record(REPLY_SENT, ticket, by=SYSTEM, message=message)
    return message
