"""SlaClock: one promise to one customer, and how much of its time is used."""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

_OPEN, _DUE = text("ended_at IS NULL"), text("next_at IS NOT NULL")


class SlaClock(Row):
    """It runs while `running_since` is set. `used_us` is the time used before that, in microseconds of its calendar.

    `next_at` is when something happens next: the warning, the breach, a further level; empty while it is paused and
    after it has ended, so that the sweep reads only what can still come. One clock of a kind is open for a ticket.
    """

    __tablename__ = "sla_clock"
    id: Mapped[int] = id_column()
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    metric: Mapped[str]
    policy_id: Mapped[int] = mapped_column(BigId)
    calendar_id: Mapped[int | None] = mapped_column(BigId)  # empty: round the clock
    target: Mapped[int]  # seconds
    used_us: Mapped[int] = mapped_column(BigInteger, default=0)
    started_at: Mapped[datetime] = mapped_column(clock.Instant)
    running_since: Mapped[datetime | None] = mapped_column(clock.Instant)
    due_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    next_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    warned_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    breached_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    level: Mapped[int] = mapped_column(default=0)  # the last that was reached: 1 is the breach
    ended_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    outcome: Mapped[str | None]  # met, solved (with nobody having answered), dropped, merged

    __table_args__ = (
        Index("ux_sla_clock_open", "ticket_id", "metric", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index("ix_sla_clock_next", "next_at", "id", sqlite_where=_DUE, postgresql_where=_DUE),
        Index("ix_sla_clock_ticket", "ticket_id", "id"),
    )

    @property
    def used(self) -> timedelta:
        return timedelta(microseconds=self.used_us)

    @property
    def state(self) -> str:
        """running, paused or ended; whether it was broken is another matter: breached_at."""
        return "ended" if self.ended_at else "running" if self.running_since else "paused"
