"""Rule: when something happens (or has lasted), and this is so, then do that; every version of it is kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column


class Rule(Row):
    """`triggers` name events, or one time: [{"on": "opened"}], [{"on": "unanswered", "minutes": 120}].

    `actions` are [{"do": "team", "value": 3}], done in their order. One that `stops` is the last that is looked at.
    """

    __tablename__ = "rule"
    actor_kind = "rule"  # what it does to a ticket is written down as done by it
    id: Mapped[int] = id_column()
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    triggers: Mapped[list] = mapped_column(default=list)
    conditions: Mapped[dict] = mapped_column(default=dict)
    actions: Mapped[list] = mapped_column(default=list)
    stops: Mapped[bool] = mapped_column(default=False)
    enabled: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    dropped_at: Mapped[datetime | None] = mapped_column(clock.Instant)
    # What went wrong last when it ran: too_slow, too_deep, refused; with what is known of it.
    trouble: Mapped[dict | None]
    trouble_at: Mapped[datetime | None] = mapped_column(clock.Instant)


class RuleVersion(Row):
    """The rule as it was saved then, and by whom; `restored_from` is the version it was taken from again."""

    __tablename__ = "rule_version"
    id: Mapped[int] = id_column()
    rule_id: Mapped[int] = mapped_column(ForeignKey("rule.id"))
    version: Mapped[int]
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    triggers: Mapped[list] = mapped_column(default=list)
    conditions: Mapped[dict] = mapped_column(default=dict)
    actions: Mapped[list] = mapped_column(default=list)
    stops: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    agent_id: Mapped[int | None] = mapped_column(BigId)
    restored_from: Mapped[int | None]

    __table_args__ = (Index("ux_rule_version", "rule_id", "version", unique=True),)


class RuleStamp(Row):
    """One row that changes with every change of a rule: by it each process knows that what it has ready is stale."""

    __tablename__ = "rule_stamp"
    id: Mapped[int] = id_column()
    stamp: Mapped[int] = mapped_column(BigId, default=0)
