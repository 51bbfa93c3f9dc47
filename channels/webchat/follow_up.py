"""When a visitor has left, the answer follows by e-mail, in the same ticket: what they write back lands there."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from channels.delivery import send_through
from channels.inbox import Inbox, by_key
from channels.webchat.presence import anyone_here
from channels.webchat.settings import options_of
from channels.webchat.visitor import Visitor
from helpdesk import clock, customers
from helpdesk.customers import Customer, Identity
from helpdesk.db import Row, db, id_column, transaction
from helpdesk.hot import insert
from tickets import Message

PATIENCE = timedelta(seconds=60)
GIVES_UP = timedelta(days=3)
BATCH = 200
SUBJECT = {"en": "Your conversation with {}", "zh": "您与 {} 的会话"}


class FollowUp(Row):
    """This answer goes by e-mail too, unless its reader has seen it or is here when the time comes."""

    __tablename__ = "webchat_follow_up"
    id: Mapped[int] = id_column()
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    due_at: Mapped[datetime] = mapped_column(clock.Instant, index=True)

    __table_args__ = (Index("ux_webchat_follow_up_message", "message_id", unique=True),)


def plan(event) -> None:
    """An agent has answered in a chat: look in a minute whether it was seen. In the answer's own transaction."""
    message = db.session.get(Message, event.message_id)
    # Only what a person wrote: nothing that is written by itself goes to an address somebody merely typed in.
    if message.author_kind != "agent" or message.inbox_id is None:
        return
    inbox = db.session.get(Inbox, message.inbox_id)
    if inbox.channel == "webchat" and mail_inbox_of(inbox) is not None:
        insert(FollowUp(message_id=message.id, due_at=clock.now() + PATIENCE))


def send_due(as_of: datetime | None = None) -> int:
    """Send by e-mail what its reader has not seen; returns how many went. Two sweeps at once send nothing twice."""
    as_of = as_of or clock.now()
    due = db.session.scalars(
        select(FollowUp).where(FollowUp.due_at <= as_of).order_by(FollowUp.due_at).limit(BATCH)
    ).all()
    return sum(_follow(row.id, as_of) for row in due)


@transaction()
def _follow(number: int, as_of: datetime) -> bool:
    row = db.session.get(FollowUp, number)
    if row is None or row.due_at > as_of:
        return False
    message = db.session.get(Message, row.message_id)
    chat = db.session.get(Inbox, message.inbox_id)
    identity = db.session.get(Identity, message.identity_id)
    visitors = _readers(identity)
    if message.state != "read" and anyone_here([v.id for v in visitors], as_of) and row.created_at > as_of - GIVES_UP:
        row.due_at = as_of + PATIENCE
        return False
    if db.session.execute(delete(FollowUp).where(FollowUp.id == number)).rowcount != 1:
        return False
    mail, address = mail_inbox_of(chat), _address(identity, visitors)
    if message.state == "read" or mail is None or address is None:
        return False
    message.subject = message.subject or SUBJECT[_language(visitors)].format(chat.name)
    send_through(message, mail, address.id)
    return True


def _language(visitors: list[Visitor]) -> str:
    return visitors[0].language if visitors and visitors[0].language in SUBJECT else "en"


def mail_inbox_of(chat: Inbox) -> Inbox | None:
    """The e-mail inbox through which answers of this chat follow: the one chosen, else the first that is enabled."""
    chosen = options_of(chat).follow_up_inbox
    if chosen and (inbox := by_key(chosen)):
        return inbox if inbox.enabled and inbox.channel == "email" else None
    return db.session.scalar(
        select(Inbox).where(Inbox.channel == "email", Inbox.enabled.is_(True)).order_by(Inbox.id).limit(1)
    )


def _readers(identity: Identity) -> list[Visitor]:
    return list(
        db.session.scalars(
            select(Visitor)
            .where(or_(Visitor.identity_id == identity.id, Visitor.user_index == identity.value_index))
            .order_by(Visitor.seen_at.desc())
            .limit(20)
        )
    )


def _address(identity: Identity, visitors: list[Visitor]) -> Identity | None:
    """Where the reader wants it: the address given last in one of their browsers; else one the customer has proven."""
    customer = db.session.get(Customer, identity.customer_id)
    said = next((visitor.email for visitor in visitors if visitor.email), None)
    if said:
        return customers.claim(customer, "email", said, how="widget", beside=identity)
    # Only for whom the site vouches: a customer may have been merged with what somebody merely typed.
    proven = (a for a in customers.reachable(customer) if a.kind == "email" and a.verified_at)
    return next(proven, None) if identity.kind == "user_id" else None
