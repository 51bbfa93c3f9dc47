"""What became of an answer on its way: the marks only ever go forward, whatever order the news comes in."""

from datetime import datetime

from sqlalchemy import update

from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from tickets.events import DELIVERY_CHANGED
from tickets.message import Message
from tickets.ticket import Ticket

# A failure may be told after "sent", but who has it in hand or has read it has got it.
ORDER = ("scheduled", "queued", "sending", "unsure", "sent", "failed", "delivered", "read")


@transaction()
def mark_delivery(message: Message, state: str, *, at: datetime | None = None, error: str | None = None) -> bool:
    """Say that the answer is now unsure, sent, failed, delivered or read; False when it is further already."""
    earlier = ORDER[: ORDER.index(state)]
    return _set(message, earlier, state, at, error, by=SYSTEM)


@transaction()
def send_again(message: Message, *, by) -> bool:
    """An answer that failed, or of which nobody knows, is on its way again; False when it is neither."""
    return _set(message, ("failed", "unsure"), "queued", None, None, by=by)


def _set(message, earlier, state, at, error, *, by) -> bool:
    before = message.state
    # Two receipts at once: the later mark must win whichever commits last.
    changed = db.session.execute(
        update(Message)
        .where(Message.id == message.id, Message.state.in_(earlier))
        .values(state=state, state_at=at or clock.now(), error=error)
    ).rowcount
    if changed:
        record(
            DELIVERY_CHANGED,
            db.session.get(Ticket, message.ticket_id),
            by=by,
            message=message,
            state=state,
            **{"from": before},
        )
    return bool(changed)
