"""Broken point: a moment at which a customer's journey went wrong."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.customers.belongings import belongs
from helpdesk.db import Row, id_column

# waited over target, wrote the same again on another channel, opened again, breached, a low score, gave up waiting
KINDS = ("waited", "repeated", "reopened", "breached", "low_score", "gave_up")


class BrokenPoint(Row):
    """One of KINDS, in this ticket, at this moment. `mark` tells two of a kind in one ticket apart."""

    __tablename__ = "broken_point"

    id: Mapped[int] = id_column()
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    kind: Mapped[str]
    mark: Mapped[str] = mapped_column(default="")
    channel: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(clock.Instant)
    data: Mapped[dict] = mapped_column(default=dict)

    __table_args__ = (
        Index("ux_broken_point", "ticket_id", "kind", "mark", unique=True),
        Index("ix_broken_point_customer", "customer_id", "at"),
        Index("ix_broken_point_at", "at", "kind", "channel"),
    )


belongs(BrokenPoint, moves=False)  # found anew with the tickets that a merge moves
