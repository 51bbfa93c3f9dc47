"""A customer changes what they wrote, or takes it back; the thread shows that they did."""

from datetime import datetime

from helpdesk import clock
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import change
from tickets.events import MESSAGE_DELETED, MESSAGE_EDITED
from tickets.message import Message
from tickets.previewing import preview_of


@transaction()
def rewrite(message: Message, ticket, *, text: str, at: datetime | None = None) -> bool:
    """The message now says this; False when a later edit is here already, or nothing differs."""
    at = at or clock.now()
    if message.text == text or message.deleted_at or (message.edited_at and message.edited_at >= at):
        return False
    change(message, text=text, reply_text=None, html=None, edited_at=at)
    if ticket.last_message_id == message.id:
        change(ticket, preview=preview_of(message))
    record(MESSAGE_EDITED, ticket, by=_writer(message), message=message)
    return True


@transaction()
def take_back(message: Message, ticket, *, at: datetime | None = None) -> bool:
    """The customer no longer stands by it: it stays in the thread, marked; False when it was taken back before."""
    if message.deleted_at:
        return False
    change(message, deleted_at=at or clock.now())
    record(MESSAGE_DELETED, ticket, by=_writer(message), message=message)
    return True


def _writer(message: Message):
    return db.session.get(Customer, message.author_id)
