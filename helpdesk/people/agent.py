"""Agent: one who serves, with a role, a language and room for so many tickets."""

from datetime import datetime, timedelta

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, id_column

GRACE = timedelta(seconds=60)  # a lost connection counts as absence only after this


class Agent(Row):
    """Somebody who signs in to the console. `role` is agent, supervisor or admin."""

    __tablename__ = "agent"
    actor_kind = "agent"
    # What Flask-Login asks of whoever is signed in; who is disabled is never loaded.
    is_authenticated = True
    is_active = True
    is_anonymous = False
    sign_in_id = None  # of the sign-in this request came with; not a column

    id: Mapped[int] = id_column()
    email: Mapped[str]  # lower case
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="agent")
    password_hash: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="en")
    time_zone: Mapped[str] = mapped_column(default="UTC")
    preferences: Mapped[dict] = mapped_column(default=dict)
    capacity: Mapped[int] = mapped_column(default=20)
    phone: Mapped[str | None]  # where calls reach the agent: a number (E.164) or sip:name@host
    extension: Mapped[str | None]  # how the telephone system names the agent
    # What the agent chose (online, away, offline); whether the browser saw nobody move; when a socket was last alive.
    availability: Mapped[str] = mapped_column(default="online")
    idle: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    # Since when the agent is here, by the events; empty after AGENT_LEFT.
    here_since: Mapped[datetime | None] = mapped_column(clock.Instant)
    # Raised by a change of password, role or account: every session, socket and token made before it is dead.
    epoch: Mapped[int] = mapped_column(default=1)
    disabled_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)

    __table_args__ = (
        Index("ux_agent_email", "email", unique=True),
        Index("ix_agent_extension", "extension"),
        Index("ix_agent_phone", "phone"),
    )

    def presence(self, as_of: datetime | None = None) -> str:
        """online, away or offline: what was chosen, lowered by idleness and by a lost connection."""
        here = self.seen_at is not None and self.seen_at >= (as_of or clock.now()) - GRACE
        if self.disabled_at or not here or self.availability == "offline":
            return "offline"
        return "away" if self.idle else self.availability

    @property
    def sees_all(self) -> bool:
        return self.role in ("supervisor", "admin")

    def get_id(self) -> str:
        """What the session cookie holds: the number of the sign-in, which can be ended."""
        return str(self.sign_in_id)


def by_email(email: str) -> Agent | None:
    """The agent with this address, however it is written."""
    return db.session.scalar(select(Agent).where(Agent.email == email.strip().lower()))
