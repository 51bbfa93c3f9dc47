"""Link: two tickets that have to do with one another."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, id_column

# follow_up: of a closed one; split: from it; claims: names the other without proof. Parent and child: Ticket.parent_id.
KINDS = ("related", "follow_up", "split", "claims", "duplicate")


class Link(Row):
    """The kind says what `ticket_id` is to `other_id`."""

    __tablename__ = "ticket_link"
    id: Mapped[int] = id_column()
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    kind: Mapped[str] = mapped_column(default="related")
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    __table_args__ = (Index("ux_ticket_link", "ticket_id", "other_id", "kind", unique=True),)
