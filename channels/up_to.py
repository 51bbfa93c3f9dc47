"""UpTo: a receipt that names no message, but a moment: everything sent to this address until then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from helpdesk import customers
from helpdesk.db import db, transaction
from tickets import Message, Ticket, mark_delivery

_EARLIER = {"delivered": ("sent",), "read": ("sent", "delivered")}
# Our note that it was sent is made after the provider's own.
SLACK = timedelta(seconds=2)
MOST = 100


@dataclass(frozen=True)
class UpTo:
    """An item of `parse`: all our messages to this address until `at` are delivered, or read."""

    address_kind: str
    address: str
    state: str  # delivered, read
    at: datetime


@transaction()
def follow_up_to(inbox, mark: UpTo) -> bool:
    """Carry the mark to the last messages it is about, a hundred at most; False when nothing is new."""
    identity = customers.verified(mark.address_kind, mark.address)
    if identity is None:
        return False
    mine = (
        select(Ticket.id)
        .where(Ticket.identity_id == identity.id, Ticket.inbox_id == inbox.id)
        .order_by(Ticket.id.desc())
        .limit(5)
    )
    found = db.session.scalars(
        select(Message)
        .where(
            Message.ticket_id.in_(mine),
            Message.kind == "reply",
            Message.inbox_id == inbox.id,
            Message.state.in_(_EARLIER[mark.state]),
            Message.state_at <= mark.at + SLACK,
        )
        .order_by(Message.id.desc())
        .limit(MOST)
    ).all()
    return any([mark_delivery(message, mark.state, at=mark.at) for message in found])
