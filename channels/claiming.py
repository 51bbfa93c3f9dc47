"""Claim an answer for sending: one process gets it, and never before an earlier answer of the same ticket."""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, literal_column, or_, select, update
from sqlalchemy.orm import aliased

from channels.inbox import Inbox
from channels.outgoing import Outgoing
from channels.register import all_adapters
from helpdesk import clock
from helpdesk.db import db, transaction
from tickets import Message, mark_delivery

LEASE = timedelta(seconds=90)  # longer than any adapter may take for one message
# As the partial indexes say it: with bound parameters no database sees that they hold all that is asked for.
_QUEUED, _SENDING = literal_column("'queued'"), literal_column("'sending'")
_ON_ITS_WAY = Outgoing.state.in_([_QUEUED, _SENDING])
_Earlier = aliased(Outgoing)
_OVERTAKES = exists().where(
    _Earlier.ticket_id == Outgoing.ticket_id,
    _Earlier.inbox_id == Outgoing.inbox_id,
    _Earlier.id < Outgoing.id,
    _Earlier.state.in_([_QUEUED, _SENDING]),
)


def due_ids(inbox_id: int, as_of: datetime, limit: int = 50) -> list[int]:
    """What may be sent now in this inbox, oldest first."""
    return list(
        db.session.scalars(
            select(Outgoing.id)
            .where(
                Outgoing.inbox_id == inbox_id,
                _ON_ITS_WAY,
                Outgoing.state == _QUEUED,
                Outgoing.due_at <= as_of,
                ~_OVERTAKES,
            )
            .order_by(Outgoing.due_at, Outgoing.id)
            .limit(limit)
        )
    )


@transaction()
def claim(outgoing_id: int, as_of: datetime) -> Outgoing | None:
    """Take it: from now on it is `sending`, whatever happens to this process. None when another was first."""
    taken = db.session.execute(
        update(Outgoing)
        .where(Outgoing.id == outgoing_id, Outgoing.state == "queued", Outgoing.due_at <= as_of, ~_OVERTAKES)
        .values(state="sending", lease_until=clock.now() + LEASE, attempts=Outgoing.attempts + 1)
        .execution_options(synchronize_session=False)
    ).rowcount
    return db.session.get(Outgoing, outgoing_id) if taken else None


def recover(as_of: datetime) -> int:
    """Settle what a process had in hand when it died; returns how many.

    Where the provider knows our key it is sent again. Elsewhere nobody can know whether it went out: it is shown as
    unsure and left to an agent, for a second copy cannot be taken back.
    """
    ids = db.session.scalars(
        select(Outgoing.id).where(
            _ON_ITS_WAY, Outgoing.state == _SENDING, or_(Outgoing.lease_until.is_(None), Outgoing.lease_until < as_of)
        )
    ).all()
    return sum(_recover(number, as_of) for number in ids)


@transaction()
def _recover(outgoing_id: int, as_of: datetime) -> bool:
    row = db.session.get(Outgoing, outgoing_id)
    adapter = all_adapters().get(db.session.get(Inbox, row.inbox_id).channel)
    again = adapter is not None and adapter.capabilities.idempotent
    taken = db.session.execute(
        update(Outgoing)
        .where(Outgoing.id == row.id, Outgoing.state == "sending", Outgoing.lease_until < as_of)
        .values(state="queued" if again else "unsure", lease_until=None, due_at=clock.now() if again else row.due_at)
    ).rowcount
    if taken and not again:
        mark_delivery(db.session.get(Message, row.message_id), "unsure", error="stopped while sending")
    return bool(taken)


def waiting(as_of: datetime) -> list[tuple[int, datetime]]:
    """The inboxes in which something may be sent now, and since when; those that rest after trouble are left out."""
    rows = db.session.execute(
        select(Outgoing.inbox_id, func.min(Outgoing.due_at))
        .join(Inbox, Inbox.id == Outgoing.inbox_id)
        .where(
            _ON_ITS_WAY,
            Outgoing.state == _QUEUED,
            Outgoing.due_at <= as_of,
            ~_OVERTAKES,
            Inbox.enabled.is_(True),
            or_(Inbox.paused_until.is_(None), Inbox.paused_until <= as_of),
        )
        .group_by(Outgoing.inbox_id)
    )
    return [tuple(row) for row in rows]
