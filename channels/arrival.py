"""Arrival: a provider's request as it came, sealed whole, kept until it has been understood and for a while after."""

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from channels.channel import Request
from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import Row, id_column
from helpdesk.hot import insert

TRIES = 5  # by itself, the first a minute later, the last an hour after the one before
WAITS = [timedelta(minutes=m) for m in (1, 5, 15, 60)]


class Arrival(Row):
    """state: handled, dead (a dead letter: nobody could make anything of it; it can be tried again) or discarded."""

    __tablename__ = "arrival"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"))
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    raw_sealed: Mapped[bytes | None] = sealed_column()  # {"method", "url", "headers", "args", "body": base64}
    state: Mapped[str] = mapped_column(default="handled")
    attempts: Mapped[int] = mapped_column(default=1)
    due_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # when it is tried again by itself
    error_sealed: Mapped[bytes | None] = sealed_column()  # sealed: an error may quote what it stumbled over

    raw = Sealed("raw_sealed")
    error = Sealed("error_sealed")

    __table_args__ = (
        Index("ix_arrival_dead", "id", sqlite_where=text("state = 'dead'"), postgresql_where=text("state = 'dead'")),
        Index("ix_arrival_at", "at"),
    )


def keep(inbox, request: Request, errors: Sequence[Exception] = ()) -> Arrival:
    """Keep the request whole; as a dead letter when there were errors. Called inside the verb that handles it."""
    row = Arrival(inbox_id=inbox.id)
    row.raw = {
        "method": request.method,
        "url": request.url,
        "headers": request.headers,
        "args": request.args,
        "body": base64.b64encode(request.body).decode(),
    }
    if errors:
        mark_dead(row, errors)
    return insert(row)


def mark_dead(row: Arrival, errors: Sequence[Exception]) -> None:
    """Say what went wrong and when it is tried again by itself."""
    row.state, row.error = "dead", "; ".join(f"{type(e).__name__}: {e}" for e in errors)[:1000]
    row.due_at = next_try(row)


def next_try(row: Arrival) -> datetime | None:
    """When it is tried again by itself; never, after the last time."""
    tried = row.attempts or 1
    return clock.now() + WAITS[tried - 1] if tried < TRIES else None


def request_of(row: Arrival) -> Request:
    """The request as it came."""
    raw = row.raw
    return Request(raw["method"], raw["url"], raw["headers"], raw["args"], base64.b64decode(raw["body"]))
