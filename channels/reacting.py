"""Reacting: which message a customer's emoji stands on, ours or theirs."""

from datetime import datetime

from sqlalchemy import select

from channels import parts
from channels.cleaning import storable
from channels.outgoing import Outgoing
from helpdesk.customers import Customer
from helpdesk.db import db
from tickets import Message, Ticket, react

LONGEST = 64


def message_of(inbox, index: bytes) -> Message | None:
    """The message that the provider knows by this name."""
    found = db.session.scalar(select(Message).where(Message.inbox_id == inbox.id, Message.external_index == index))
    found = found or db.session.scalar(
        select(Message)
        .join(Outgoing, Outgoing.message_id == Message.id)
        .where(Outgoing.inbox_id == inbox.id, Outgoing.external_index == index)
        .limit(1)
    )
    part = parts.part_of(inbox, index) if found is None else None
    return db.session.get(Message, part.message_id) if part is not None else found


def keep(message: Message, emoji: str | None, at: datetime | None) -> bool:
    """Put it there; False when nothing changes."""
    ticket = db.session.get(Ticket, message.ticket_id)
    emoji = storable(emoji)[:LONGEST] if emoji else None
    return react(message, ticket, emoji=emoji, at=at, by=db.session.get(Customer, ticket.customer_id))
