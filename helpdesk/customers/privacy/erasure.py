"""Erasure: that a person is to be forgotten, how far it has come, and what it took away."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column


class Erasure(Row):
    """state: asked → done. It names the person by number only, and outlives them as the record that it was done."""

    __tablename__ = "erasure"

    id: Mapped[int] = id_column()
    key: Mapped[str]  # random: the same erasure in the log beside the backups
    subject: Mapped[int] = mapped_column(BigId)  # the customer's number
    state: Mapped[str] = mapped_column(default="asked")
    why: Mapped[str] = mapped_column(default="asked_for")  # asked_for, retention
    by_id: Mapped[int | None] = mapped_column(BigId)
    asked_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    done_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    counts: Mapped[dict] = mapped_column(default=dict)

    __table_args__ = (
        Index("ux_erasure_key", "key", unique=True),
        Index(
            "ix_erasure_asked",
            "id",
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
    )
