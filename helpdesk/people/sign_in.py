"""SignIn: one browser in which an agent has signed in; it lives until it is ended, over, or the agent's epoch rises."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import Row, db, id_column
from helpdesk.people.agent import Agent

SHIFT, KEPT = timedelta(hours=16), timedelta(days=30)


class SignIn(Row):
    """The cookie names it, signed; the row decides whether it still holds."""

    __tablename__ = "sign_in"
    id: Mapped[int] = id_column()
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)
    epoch: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    until: Mapped[datetime] = mapped_column(clock.Instant)
    ended_at: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (Index("ix_sign_in_until", "until"),)


def holds():
    """The condition under which a sign-in, joined with its agent, is good."""
    return (
        SignIn.ended_at.is_(None),
        SignIn.until > clock.now(),
        SignIn.epoch == Agent.epoch,
        Agent.disabled_at.is_(None),
    )


def agent_of(sign_in_id: str) -> Agent | None:
    """Who is signed in there; None when it is over."""
    if not sign_in_id.isascii() or not sign_in_id.isdigit() or len(sign_in_id) > 18:
        return None
    agent = db.session.scalar(
        select(Agent).join(SignIn, SignIn.agent_id == Agent.id).where(SignIn.id == int(sign_in_id), *holds())
    )
    if agent is not None:
        agent.sign_in_id = int(sign_in_id)
    return agent


def still_good(sign_in_ids: list[int]) -> set[int]:
    """Those of these sign-ins that still hold."""
    return set(
        db.session.scalars(
            select(SignIn.id).join(Agent, Agent.id == SignIn.agent_id).where(SignIn.id.in_(sign_in_ids), *holds())
        )
    )
