"""Gap: what customers ask and the knowledge base does not answer, and each time it was asked."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

STATES = ("open", "done", "dismissed")
WHERE = ("bot", "help_centre", "agent")
WHY = ("not_found", "not_helpful")


class Gap(Row):
    """One matter. `text` is how it was asked first, without personal data; `terms` what it is told by."""

    __tablename__ = "kb_gap"
    id: Mapped[int] = id_column()
    language: Mapped[str]
    text: Mapped[str]
    terms: Mapped[str]
    asked: Mapped[int] = mapped_column(default=0)
    not_helpful: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    last_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    state: Mapped[str] = mapped_column(default="open")
    article_id: Mapped[int | None] = mapped_column(BigId)  # what closed it, or was not helpful

    __table_args__ = (Index("ix_kb_gap_state", "state", "language", "last_at"),)


class GapCase(Row):
    """Once asked: how, where, and in which ticket."""

    __tablename__ = "kb_gap_case"
    id: Mapped[int] = id_column()
    gap_id: Mapped[int] = mapped_column(ForeignKey("kb_gap.id"))
    text: Mapped[str]
    where: Mapped[str]
    why: Mapped[str] = mapped_column(default="not_found")
    ticket_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ix_kb_gap_case", "gap_id", "id"), Index("ix_kb_gap_case_ticket", "ticket_id"))
