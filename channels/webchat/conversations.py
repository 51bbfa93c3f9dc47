"""The conversations of a visitor: tickets that were opened from their own addresses, and nobody else's."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select

from channels.webchat.visitor import Visitor
from helpdesk.customers import Identity
from helpdesk.db import db
from tickets import Message, Ticket, root_of

MOST = 20
UNSENT = ("scheduled", "cancelled")


@dataclass(frozen=True)
class Conversation:
    """One line of the list: the ticket by which the visitor knows it, its last message they may see, what is new."""

    ticket: Ticket
    last: Message
    unread: int


def identities_of(visitor: Visitor) -> list[int]:
    """The addresses that are this visitor's: the browser's own, and the signed user's. Claims are not among them."""
    mine = [visitor.identity_id] if visitor.identity_id else []
    if visitor.user_index is not None:
        mine += db.session.scalars(
            select(Identity.id).where(
                Identity.kind == "user_id",
                Identity.value_index == visitor.user_index,
                Identity.verified_at.is_not(None),
            )
        )
    return mine


def conversation_of(visitor: Visitor, number: int) -> Ticket | None:
    """The ticket of this number, if it is the visitor's."""
    return db.session.scalar(_tickets(visitor).where(Ticket.id == number))


def known_as(visitor: Visitor, message: Message) -> int:
    """The number by which the visitor knows the conversation of their message, also after a merge."""
    return message.ticket_id if conversation_of(visitor, message.ticket_id) else message.origin_ticket_id


def conversations_of(visitor: Visitor) -> list[Conversation]:
    """The newest conversations, newest first."""
    found = db.session.scalars(_tickets(visitor).order_by(Ticket.last_message_at.desc()).limit(MOST)).all()
    ours = {ticket.id for ticket in found}
    shown = {root_of(t).id: t for t in found if root_of(t).id == t.id or root_of(t).id not in ours}
    visible = may_see(identities_of(visitor))
    last = newest_of(list(shown), visible)
    unread = _unread(list(shown), visible)
    lines = [Conversation(shown[root], message, unread.get(root, 0)) for root, message in last.items()]
    return sorted(lines, key=lambda line: (line.last.at, line.last.id), reverse=True)


def may_see(identities: list[int]) -> ColumnElement[bool]:
    """What a visitor may read: what was said from or to their addresses or in tickets they opened, once it is sent.

    Notes never; and never another customer's words that a merge has brought into the same thread.
    """
    theirs = select(Ticket.id).where(Ticket.identity_id.in_(identities))
    return and_(
        Message.kind.in_(("inbound", "reply")),
        Message.deleted_at.is_(None),
        or_(Message.state.is_(None), Message.state.not_in(UNSENT)),
        or_(Message.identity_id.in_(identities), Message.origin_ticket_id.in_(theirs)),
    )


def newest_of(roots: list[int], visible) -> dict[int, Message]:
    """The last message of each of these tickets among those that are visible."""
    newest = select(func.max(Message.id)).where(Message.ticket_id.in_(roots), visible).group_by(Message.ticket_id)
    return {m.ticket_id: m for m in db.session.scalars(select(Message).where(Message.id.in_(newest)))}


def _tickets(visitor: Visitor):
    return select(Ticket).where(
        Ticket.identity_id.in_(identities_of(visitor)), Ticket.inbox_id == visitor.inbox_id, Ticket.trashed_at.is_(None)
    )


def _unread(roots: list[int], visible) -> dict[int, int]:
    rows = db.session.execute(
        select(Message.ticket_id, func.count())
        .where(Message.ticket_id.in_(roots), visible, Message.kind == "reply", Message.state != "read")
        .group_by(Message.ticket_id)
    )
    return {ticket: count for ticket, count in rows}
