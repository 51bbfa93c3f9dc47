"""Escalation: a ticket handed up, as a thing of its own, with its reason, level, owner, deadline and outcome."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

REASONS = ("breach", "complaint", "customer_asked", "agent_asked", "low_score", "vip_waiting")
OUTCOMES = ("solved", "answered", "compensated", "handed_back", "unfounded")
HIGHEST = 3
_OPEN, _DUE = text("ended_at IS NULL"), text("due_at IS NOT NULL AND ended_at IS NULL")


class Escalation(Row):
    """Open until `ended_at`; one is open for a ticket and a reason. By `due_at` somebody acts, or it climbs."""

    __tablename__ = "escalation"
    id: Mapped[int] = id_column()
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    reason: Mapped[str]
    level: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(default="")
    by_kind: Mapped[str] = mapped_column(default="system")
    by_id: Mapped[int | None] = mapped_column(BigId)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    opened_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    taken_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    due_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    outcome: Mapped[str | None]
    outcome_note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index("ux_escalation_open", "ticket_id", "reason", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_escalation_due", "due_at", sqlite_where=_DUE, postgresql_where=_DUE),
        Index("ix_escalation_desk", "level", "opened_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_escalation_ticket", "ticket_id", "id"),
    )


class EscalationStep(Row):
    """What was done about it, in order: opened, climbed, taken, given, noted, postponed, ended."""

    __tablename__ = "escalation_step"
    id: Mapped[int] = id_column()
    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalation.id"), index=True)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    kind: Mapped[str]
    by_kind: Mapped[str] = mapped_column(default="system")
    by_id: Mapped[int | None] = mapped_column(BigId)
    data: Mapped[dict] = mapped_column(default=dict)


class EscalationPlan(Row):
    """One line a level: how long an escalation may stay unanswered on it, and by which hours; 0 minutes: for ever."""

    __tablename__ = "escalation_plan"
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    minutes: Mapped[int]
    business: Mapped[bool] = mapped_column(default=False)
