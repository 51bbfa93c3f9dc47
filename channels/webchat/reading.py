"""A visitor has read what we answered."""

from sqlalchemy import select

from channels.webchat.conversations import identities_of, may_see
from channels.webchat.visitor import Visitor
from helpdesk import clock
from helpdesk.db import db, transaction
from tickets import Message, Ticket, mark_delivery, root_of

AT_ONCE = 200


@transaction()
def read(visitor: Visitor, ticket: Ticket, message_id: int) -> int:
    """All answers up to this message have been seen; returns how many were new. Earlier ones are never unread again."""
    visitor.seen_at = clock.now()
    unread = db.session.scalars(
        select(Message)
        .where(
            Message.ticket_id == root_of(ticket).id,
            may_see(identities_of(visitor)),
            Message.kind == "reply",
            Message.id <= message_id,
            Message.state != "read",
        )
        .order_by(Message.id)
        .limit(AT_ONCE)
    ).all()
    return sum(mark_delivery(message, "read") for message in unread)
