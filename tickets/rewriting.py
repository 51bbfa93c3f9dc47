"""A customer changes what they wrote, or an agent a note; or they take it back. The thread shows that they did."""

from datetime import datetime

from helpdesk import clock
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.hot import change
from tickets.events import MESSAGE_DELETED, MESSAGE_EDITED
from tickets.message import Message, checked
from tickets.previewing import preview_of
from tickets.refusals import NotAllowed
from tickets.summing import sum_up


@transaction()
def rewrite(message: Message, ticket, *, text: str, at: datetime | None = None, by=None) -> bool:
    """The message now says this; False when a later edit is here already, or nothing differs.

    What it said before is kept: somebody may have acted on it.
    """
    at = at or clock.now()
    if message.text == text or message.deleted_at or (message.edited_at and message.edited_at >= at):
        return False
    said = {"text": message.text[:5000], "at": clock.iso(message.edited_at or message.at)}
    change(message, text=text, reply_text=None, html=None, edited_at=at, earlier=[*(message.earlier or []), said][-20:])
    if ticket.last_message_id == message.id:
        change(ticket, preview=preview_of(message))
    record(MESSAGE_EDITED, ticket, by=by or _writer(message), message=message)
    return True


@transaction()
def take_back(message: Message, ticket, *, at: datetime | None = None, by=None) -> bool:
    """The customer no longer stands by it: it stays in the thread, marked; False when it was taken back before."""
    if message.deleted_at:
        return False
    change(message, deleted_at=at or clock.now())
    sum_up(ticket)
    record(MESSAGE_DELETED, ticket, by=by or _writer(message), message=message)
    return True


def rewrite_note(message: Message, ticket, *, text: str, by) -> bool:
    """The writer of a note says it differently. Raises NotAllowed."""
    _own_note(message, by)
    return rewrite(message, ticket, text=checked(text, (), {}), by=by)


def take_back_note(message: Message, ticket, *, by) -> bool:
    """The writer of a note takes it back. Raises NotAllowed."""
    _own_note(message, by)
    return take_back(message, ticket, by=by)


def _own_note(message: Message, by) -> None:
    if message.kind != "note":
        raise NotAllowed("not_a_note")
    if (message.author_kind, message.author_id) != ("agent", by.id):
        raise NotAllowed("not_yours")


def _writer(message: Message):
    return db.session.get(Customer, message.author_id)
