"""Sum up a thread on its ticket: what a list shows without asking the messages."""

from sqlalchemy import and_, func, or_, select

from helpdesk import clock
from helpdesk.db import db
from tickets.message import CALL_WAITS, Message
from tickets.previewing import preview_of


def sum_up(ticket) -> None:
    """Work out anew what the ticket says of its messages, after some have come, gone or changed; inside a verb."""
    db.session.flush()
    last = _newest(ticket)
    ticket.message_count = db.session.scalar(select(func.count()).select_from(Message).where(*_shown(ticket)))
    ticket.last_message_id = last.id if last else None
    ticket.preview = preview_of(last) if last else ""
    ticket.preview_by = _by(last) if last else "customer"
    ticket.last_message_at = last.at if last else ticket.created_at
    ticket.last_inbound_at = db.session.scalar(
        select(func.max(Message.created_at)).where(*_shown(ticket), Message.kind == "inbound")
    )
    ticket.waiting_since = None if ticket.status in ("solved", "closed") else waits_since(ticket)
    ticket.updated_at = clock.now()


def _newest(ticket, which=None) -> Message | None:
    query = select(Message).where(*_shown(ticket))
    if which is not None:
        query = query.where(which, Message.is_auto.is_(False))
    return db.session.scalar(query.order_by(Message.at.desc(), Message.id.desc()).limit(1))


def waits_since(ticket):
    """When the customer wrote, or called in vain, first of all that nobody has answered; None when all is answered."""
    spoken = and_(Message.kind == "call", Message.state == "ended")
    answered = _newest(ticket, or_(Message.kind == "reply", spoken))
    missed = and_(Message.kind == "call", Message.author_kind == "customer", Message.state.in_(CALL_WAITS))
    query = select(func.min(Message.at)).where(
        *_shown(ticket), or_(Message.kind == "inbound", missed), Message.is_auto.is_(False)
    )
    if answered is None:
        return db.session.scalar(query)
    later = and_(Message.created_at == answered.at, Message.id > answered.id)
    return db.session.scalar(query.where(or_(Message.created_at > answered.at, later)))


def _shown(ticket) -> tuple:
    return (
        Message.ticket_id == ticket.id,
        Message.deleted_at.is_(None),
        Message.state.is_distinct_from("scheduled"),
        Message.state.is_distinct_from("cancelled"),
    )


def _by(message: Message) -> str:
    if message.kind == "note" and message.author_kind == "agent":
        return "note"
    return {"customer": "customer", "agent": "agent"}.get(message.author_kind, "bot")
