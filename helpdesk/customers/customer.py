"""Customer: one person, however they write."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import Row, id_column


class Customer(Row):
    """A person who is served. The name and the notes are sealed.

    `merged_into_id`: this was found to be the same person as another, who speaks for both; see merging.py.
    """

    __tablename__ = "customer"
    actor_kind = "customer"

    id: Mapped[int] = id_column()
    row_key: Mapped[bytes] = row_key_column()
    name_sealed: Mapped[bytes | None] = sealed_column()
    notes_sealed: Mapped[bytes | None] = sealed_column()
    language: Mapped[str] = mapped_column(default="en")
    time_zone: Mapped[str | None]
    tags: Mapped[list] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    blocked_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"))
    merged_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    held_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # a legal hold: nothing of them may be deleted
    held_why_sealed: Mapped[bytes | None] = sealed_column()

    name = Sealed("name_sealed")
    notes = Sealed("notes_sealed")
    held_why = Sealed("held_why_sealed")

    __table_args__ = (
        Index(
            "ix_customer_merged",
            "merged_into_id",
            sqlite_where=text("merged_into_id IS NOT NULL"),
            postgresql_where=text("merged_into_id IS NOT NULL"),
        ),
        Index(
            "ix_customer_held",
            "held_at",
            sqlite_where=text("held_at IS NOT NULL"),
            postgresql_where=text("held_at IS NOT NULL"),
        ),
    )
