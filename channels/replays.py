"""Replays: a signature that does not cover the body belongs to the first body that came with it, and to no other.

WeChat's plain mode signs a time and a nonce. Whoever has seen one such address could post anything under it for the
five minutes in which it counts; so what it signs is remembered with the body it came with. A provider that tries
again sends the same body.
"""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Index, LargeBinary, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import blind
from helpdesk.db import BigId, Row, db, id_column, transaction
from helpdesk.hot import insert

KEPT = timedelta(minutes=30)  # longer than any such signature counts


class SeenSignature(Row):
    """What was signed (a blind index) and the body it came with (its SHA-256)."""

    __tablename__ = "seen_signature"

    id: Mapped[int] = id_column()
    inbox_id: Mapped[int] = mapped_column(BigId)
    index: Mapped[bytes] = mapped_column(LargeBinary(16))
    body: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now, index=True)

    __table_args__ = (Index("ux_seen_signature", "inbox_id", "index", unique=True),)


def is_replayed(inbox_id: int, signed: str, body: bytes) -> bool:
    """Whether another body came with what is signed here; else it is remembered with this one."""
    index, digest = blind("seen_signature", signed), hashlib.sha256(body).digest()
    try:
        return _first_body(inbox_id, index, digest) != digest
    except IntegrityError:  # another process has just been given the same
        return _first_body(inbox_id, index, digest) != digest


@transaction()
def forget_old(as_of: datetime) -> None:
    """Forget what counts no longer."""
    db.session.execute(
        delete(SeenSignature).where(SeenSignature.at < as_of - KEPT).execution_options(synchronize_session=False)
    )


@transaction()
def _first_body(inbox_id: int, index: bytes, digest: bytes) -> bytes:
    known = db.session.scalar(
        select(SeenSignature.body).where(SeenSignature.inbox_id == inbox_id, SeenSignature.index == index)
    )
    if known is None:
        insert(SeenSignature(inbox_id=inbox_id, index=index, body=digest))
    return known or digest
