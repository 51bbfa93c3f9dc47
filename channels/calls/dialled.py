"""Dialled: an agent has asked for a call; what the telephone system then tells of it belongs to their ticket."""

from datetime import timedelta

from sqlalchemy import select, update

from channels.calls.phone_call import PhoneCall, index_of
from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.hot import insert

WITHIN = timedelta(minutes=3)


@transaction()
def intend(inbox, ticket, identity, *, by) -> PhoneCall:
    """Note that this agent wants to call this number about this ticket."""
    return insert(
        PhoneCall(
            inbox_id=inbox.id,
            ticket_id=ticket.id,
            identity_id=identity.id,
            direction="out",
            state="dialling",
            agent_id=by.id,
            started_at=clock.now(),
        )
    )


@transaction()
def name(number: int, call_id: str) -> None:
    """The telephone system says how it calls this call, unless its first event has been faster."""
    index = index_of(call_id)
    row = db.session.get(PhoneCall, number)
    known = db.session.scalar(
        select(PhoneCall.id).where(PhoneCall.inbox_id == row.inbox_id, PhoneCall.call_index == index)
    )
    if known is None:
        db.session.execute(
            update(PhoneCall)
            .where(PhoneCall.id == number, PhoneCall.call_index.is_(None))
            .values(call_index=index)
            .execution_options(synchronize_session=False)
        )


@transaction()
def give_up(number: int) -> None:
    """The telephone system refused: nothing will be heard of it."""
    row = db.session.get(PhoneCall, number)
    if row is not None and row.message_id is None:
        db.session.delete(row)


def adopt(inbox, identity, index: bytes) -> PhoneCall | None:
    """What an agent has just dialled, if this call is that one; called inside the verb that takes it in."""
    wanted = (
        PhoneCall.inbox_id == inbox.id,
        PhoneCall.identity_id == identity.id,
        PhoneCall.call_index.is_(None),
        PhoneCall.started_at > clock.now() - WITHIN,
    )
    number = db.session.scalar(select(PhoneCall.id).where(*wanted).order_by(PhoneCall.id.desc()).limit(1))
    taken = (
        number
        and db.session.execute(
            update(PhoneCall)
            .where(PhoneCall.id == number, PhoneCall.call_index.is_(None))
            .values(call_index=index)
            .execution_options(synchronize_session=False)
        ).rowcount
    )
    return db.session.get(PhoneCall, number, populate_existing=True) if taken else None
