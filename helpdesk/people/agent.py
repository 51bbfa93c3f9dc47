"""Agent: one who serves, with a role, a language and room for so many tickets."""

from datetime import datetime, timedelta

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, id_column

GRACE = timedelta(seconds=60)  # a lost connection counts as absence only after this


class Agent(Row):
    """Somebody who signs in to the console. `role` is agent, supervisor or admin."""

    __tablename__ = "agent"
    actor_kind = "agent"

    id: Mapped[int] = id_column()
    email: Mapped[str]  # lower case
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="agent")
    password_hash: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="en")
    time_zone: Mapped[str] = mapped_column(default="UTC")
    preferences: Mapped[dict] = mapped_column(default=dict)
    capacity: Mapped[int] = mapped_column(default=20)
    # What the agent chose (online, away, offline); whether the browser saw nobody move; when a socket was last alive.
    availability: Mapped[str] = mapped_column(default="offline")
    idle: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    # Raised by a change of password, role or account: every session and socket made before it is dead.
    epoch: Mapped[int] = mapped_column(default=1)
    disabled_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (Index("ux_agent_email", "email", unique=True),)

    def presence(self, as_of: datetime | None = None) -> str:
        """online, away or offline: what was chosen, lowered by idleness and by a lost connection."""
        here = self.seen_at is not None and self.seen_at >= (as_of or clock.now()) - GRACE
        if self.disabled_at or not here or self.availability == "offline":
            return "offline"
        return "away" if self.idle else self.availability

    @property
    def sees_all(self) -> bool:
        return self.role in ("supervisor", "admin")
