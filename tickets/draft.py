"""Draft: what an agent has begun to write in a ticket, kept on the server."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row


class Draft(Row):
    """One a ticket and agent; nobody else ever sees it."""

    __tablename__ = "draft"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(default="reply")
    text: Mapped[str] = mapped_column(default="")
    attachment_ids: Mapped[list] = mapped_column(default=list)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
