"""Recall: a ticket whose assignee is not here goes to somebody else unless they are back in time."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row


class Recall(Row):
    """One a ticket: whoever asks for it twice has asked once."""

    __tablename__ = "routing_recall"
    ticket_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    agent_id: Mapped[int] = mapped_column(BigId)
    due_at: Mapped[datetime] = mapped_column(clock.Instant)
    why: Mapped[str]  # left, reopened

    __table_args__ = (Index("ix_routing_recall_due", "due_at"), Index("ix_routing_recall_agent", "agent_id"))
