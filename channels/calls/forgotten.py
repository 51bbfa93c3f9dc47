"""Forgotten: a telephone system may never tell how a call ended. Nobody must wait for ever because of that."""

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select

from channels.calls.phone_call import LONGEST, PhoneCall
from channels.calls.taking_in import go_on, thread_of
from channels.inbox import Inbox
from helpdesk.db import db, transaction
from helpdesk.hot import get

RINGS = timedelta(minutes=10)  # nobody lets it ring for longer
DIALLED = timedelta(hours=1)


def end_forgotten(as_of: datetime, limit: int = 200) -> int:
    """End what has rung or been talked in for too long: what nobody took is missed, and routed. Returns how many."""
    too_long = or_(
        and_(PhoneCall.state == "ringing", PhoneCall.started_at < as_of - RINGS),
        and_(PhoneCall.state == "talking", PhoneCall.started_at < as_of - LONGEST),
    )
    due = db.session.scalars(select(PhoneCall.id).where(too_long).order_by(PhoneCall.started_at).limit(limit)).all()
    for number in due:
        _end(number, as_of)
    _forget_dialled(as_of)
    return len(due)


@transaction()
def _end(number: int, as_of: datetime) -> None:
    row = db.session.get(PhoneCall, number, with_for_update=True, populate_existing=True)
    if row.state in ("ringing", "talking") and row.message_id is not None:
        row.ended_at = row.ended_at or as_of
        ticket, message = thread_of(row)
        go_on(get(Inbox, row.inbox_id), row, message, ticket, as_of)


@transaction()
def _forget_dialled(as_of: datetime) -> None:
    """Calls that an agent asked for and of which nothing was ever heard."""
    db.session.execute(
        delete(PhoneCall)
        .where(PhoneCall.state == "dialling", PhoneCall.message_id.is_(None), PhoneCall.started_at < as_of - DIALLED)
        .execution_options(synchronize_session=False)
    )
