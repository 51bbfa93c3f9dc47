"""Holding back: after a restore nobody knows which of the waiting answers went out meanwhile; a person decides."""

from sqlalchemy import select, update

from channels.outgoing import Outgoing
from helpdesk import clock
from helpdesk.db import db, transaction
from tickets import Message
from tickets.surveys import Response

WHY = "The data was restored from a backup: this may have been sent before."
_OPEN = ("queued", "sending")


@transaction()
def hold_back() -> int:
    """Answers on their way become unsure, and those whose time has passed meanwhile too; returns how many."""
    values = {"state": "unsure", "error": WHY}
    waiting = select(Outgoing.message_id).where(Outgoing.state.in_(_OPEN))
    held = db.session.execute(
        update(Message).where(Message.id.in_(waiting)).values(**values).execution_options(synchronize_session=False)
    ).rowcount
    db.session.execute(
        update(Outgoing)
        .where(Outgoing.state.in_(_OPEN))
        .values(**values, lease_until=None)
        .execution_options(synchronize_session=False)
    )
    overdue = db.session.execute(
        update(Message)
        .where(Message.state == "scheduled", Message.due_at <= clock.now())
        .values(state="failed", error=WHY)
        .execution_options(synchronize_session=False)
    ).rowcount
    return held + overdue + _surveys()


def _surveys() -> int:
    """Who was to be asked meanwhile has been; nobody is asked or reminded twice."""
    overdue = (Response.due_at <= clock.now(),)
    dropped = db.session.execute(
        update(Response)
        .where(Response.state == "planned", *overdue)
        .values(state="dropped", why="restored", due_at=None)
        .execution_options(synchronize_session=False)
    ).rowcount
    db.session.execute(
        update(Response)
        .where(Response.state == "asked", Response.reminded_at.is_(None), *overdue)
        .values(reminded_at=clock.now(), due_at=Response.expires_at)
        .execution_options(synchronize_session=False)
    )
    return dropped
