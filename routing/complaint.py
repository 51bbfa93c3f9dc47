"""Complaint: how far a complaint has come, and what was learned from it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row

STAGES = ("received", "answered", "proposal", "agreed", "followed_up")
CAUSES = ("product", "delivery", "price", "service", "information", "system", "other")


class Complaint(Row):
    """One of a ticket. A stage is the fact that it was reached, with its time; a later one may come first."""

    __tablename__ = "complaint"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    answered_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    proposal_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    agreed_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    followed_up_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # it was no complaint after all
    proposal: Mapped[str] = mapped_column(default="")
    cause: Mapped[str | None]
    lesson: Mapped[str] = mapped_column(default="")
    article_id: Mapped[int | None] = mapped_column(BigId)
    rule_id: Mapped[int | None] = mapped_column(BigId)
    learned_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    @property
    def stage(self) -> str:
        """The furthest stage that was reached."""
        return next((name for name in reversed(STAGES[1:]) if getattr(self, f"{name}_at")), "received")
