"""Profile: what routing knows of an agent besides the account: limits per kind of channel, hours, share of the work."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import BigId, Row

USUAL_SHARE = 100


class Profile(Row):
    """`limits`: at most so many tickets of a kind at once, {"chat": 3}; a kind that is missing has no limit."""

    __tablename__ = "routing_profile"
    agent_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    limits: Mapped[dict] = mapped_column(default=dict)
    calendar_id: Mapped[int | None] = mapped_column(BigId)  # working hours of their own
    share: Mapped[int] = mapped_column(default=USUAL_SHARE)  # for the weighted strategy, 0 to 1000


class AgentSkill(Row):
    """An agent's skill or language, and how well: 1 (a little) to 5 (best)."""

    __tablename__ = "agent_skill"
    agent_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)  # skill, language
    key: Mapped[str] = mapped_column(primary_key=True)  # of the skill; a language's code
    level: Mapped[int] = mapped_column(default=3)

    __table_args__ = (Index("ix_agent_skill_key", "kind", "key"),)
