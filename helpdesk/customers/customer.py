"""Customer: one person, however they write."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.crypto import Sealed, row_key_column, sealed_column
from helpdesk.db import Row, id_column


class Customer(Row):
    """A person who is served. The name and the notes are sealed."""

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

    name = Sealed("name_sealed")
    notes = Sealed("notes_sealed")
