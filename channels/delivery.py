"""Delivery: answers leave through their inbox, in order, once."""

from channels.outgoing import Outgoing
from helpdesk.db import db
from helpdesk.hot import insert
from tickets import Message


def queue(event) -> None:
    """An answer may go out: put it on its way, in the same transaction."""
    message = db.session.get(Message, event.message_id)
    if message.inbox_id is not None:
        insert(Outgoing(message_id=message.id, ticket_id=message.ticket_id, inbox_id=message.inbox_id,
                        identity_id=message.identity_id))


def hurry(event) -> None:
    """Wake the delivery of the inbox."""
