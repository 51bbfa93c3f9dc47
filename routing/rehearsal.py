"""Rehearsal: a change of routing that was tried on past tickets, how far it has come, and what came of it."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"


class Rehearsal(Row):
    """`subject` is what is tried: {"rule": {…}} (a draft, or a rule's next version), {"strategy": …, "team_id": …} or
    {"threshold": …}. `result` is filled in when it is done; `lease_until` lets another process take it over."""

    __tablename__ = "rehearsal"
    id: Mapped[int] = id_column()
    agent_id: Mapped[int | None] = mapped_column(BigId)
    rule_id: Mapped[int | None] = mapped_column(BigId)
    subject: Mapped[dict] = mapped_column(default=dict)
    days: Mapped[int] = mapped_column(default=30)
    until: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    state: Mapped[str] = mapped_column(default=WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    lease_until: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (Index("ix_rehearsal_rule", "rule_id", "id"), Index("ix_rehearsal_state", "state", "id"))


class RehearsedMove(Row):
    """One ticket that would have gone elsewhere: {"team_id": [from, to], …}."""

    __tablename__ = "rehearsed_move"
    id: Mapped[int] = id_column()
    rehearsal_id: Mapped[int] = mapped_column(BigId)
    ticket_id: Mapped[int] = mapped_column(BigId)
    changes: Mapped[dict] = mapped_column(default=dict)

    __table_args__ = (Index("ix_rehearsed_move", "rehearsal_id", "id"),)
