"""Tombstone: a keyed index of what was erased, so that a late duplicate or a restored backup does not bring it back."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column


class Tombstone(Row):
    """`scope`: message (of an inbox) or customer. `index` is what was kept blindly of it; it can be read by nobody."""

    __tablename__ = "tombstone"

    id: Mapped[int] = id_column()
    scope: Mapped[str]
    inbox_id: Mapped[int] = mapped_column(BigId, default=0)
    index: Mapped[bytes] = mapped_column(LargeBinary(16))
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_tombstone", "scope", "inbox_id", "index", unique=True),)
