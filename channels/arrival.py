"""Arrival: a provider's request as it came, sealed whole, kept until it has been understood and for a while after."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import Row, id_column


class Arrival(Row):
    """state: handled, or dead (a dead letter: nobody could make anything of it; it can be tried again)."""

    __tablename__ = "arrival"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"))
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    raw_sealed: Mapped[bytes | None] = sealed_column()  # {"method", "url", "headers", "args", "body": base64}
    state: Mapped[str] = mapped_column(default="handled")
    attempts: Mapped[int] = mapped_column(default=1)
    error: Mapped[str | None]

    raw = Sealed("raw_sealed")

    __table_args__ = (
        Index("ix_arrival_dead", "id", sqlite_where=text("state = 'dead'"), postgresql_where=text("state = 'dead'")),
        Index("ix_arrival_at", "at"),
    )
