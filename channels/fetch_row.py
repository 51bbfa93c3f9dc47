"""Fetch: a file that a message only named, and what is known of how to get it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import Row, id_column


class Fetch(Row):
    """state: waiting → fetching (leased) → done | failed. `how` is what the adapter's `fetch` is called with."""

    __tablename__ = "media_fetch"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"))
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    how_sealed: Mapped[bytes | None] = sealed_column()  # an address in it may be a secret of its own
    state: Mapped[str] = mapped_column(default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    lease_until: Mapped[datetime | None] = mapped_column(clock.Instant)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    error: Mapped[str | None]

    how = Sealed("how_sealed")

    __table_args__ = (
        Index("ux_media_fetch_attachment", "attachment_id", unique=True),
        Index(
            "ix_media_fetch_due",
            "due_at",
            sqlite_where=text("state IN ('waiting','fetching')"),
            postgresql_where=text("state IN ('waiting','fetching')"),
        ),
    )
