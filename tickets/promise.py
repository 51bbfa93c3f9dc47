"""Promise: what somebody of us has told the customer they will do, and by when; a call-back is one."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

KINDS = ("promise", "call_back")
OUTCOMES = ("kept", "dropped")


class Promise(Row):
    """Open until `done_at`; `outcome` then says whether it was kept. Late: kept after `due_at`, or still open then.

    `ticket_id` is the thread that shows it, `origin_ticket_id` where it was given, should a merge be undone.
    """

    __tablename__ = "promise"

    id: Mapped[int] = id_column()
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    origin_ticket_id: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str] = mapped_column(default="promise")
    text: Mapped[str] = mapped_column(default="")
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))  # who has given it and has to keep it
    team_id: Mapped[int | None] = mapped_column(BigId)
    due_at: Mapped[datetime] = mapped_column(clock.Instant)
    remind_at: Mapped[datetime | None] = mapped_column(clock.Instant)  # the next word about it: before, then when late
    late: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    done_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    outcome: Mapped[str | None]

    __table_args__ = (
        Index("ix_promise_ticket", "ticket_id", "id"),
        Index("ix_promise_due", "due_at", "id"),
        Index(
            "ix_promise_open",
            "agent_id",
            "due_at",
            sqlite_where=sql("done_at IS NULL"),
            postgresql_where=sql("done_at IS NULL"),
        ),
        Index(
            "ix_promise_remind",
            "remind_at",
            sqlite_where=sql("remind_at IS NOT NULL"),
            postgresql_where=sql("remind_at IS NOT NULL"),
        ),
    )
