"""PendingWait: a ticket that waits for its customer, and when they are nudged next or it is closed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row


class PendingWait(Row):
    """`said` nudges have gone out; the row goes when the customer writes or the status changes."""

    __tablename__ = "pending_wait"

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True, autoincrement=False)
    since: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    said: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(clock.Instant)

    __table_args__ = (Index("ix_pending_wait_due", "due_at"),)
