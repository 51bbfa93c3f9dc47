"""RuleRun: which rules were looked at when something happened to a ticket, which matched and on what, what was done."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

MOST_MISSED = 50  # of those looked at that did not match


class RuleRun(Row):
    """`matched`: [{"rule", "version", "name", "on": [leaf…], "did": [{"do", "value"}], "refused": [{"do", "why"}]}].

    A leaf of `on` is {"field", "op", "value", "actual"}; texts of customers are not copied into it. `missed`:
    [[rule, version, number of the leaf that failed]], the first fifty; `looked_at` counts all. `depth` is how many
    rules had set this off; `cut` says that a further round was not begun.
    """

    __tablename__ = "rule_run"
    id: Mapped[int] = id_column()
    ticket_id: Mapped[int] = mapped_column(BigId)
    event_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    trigger: Mapped[str]
    looked_at: Mapped[int] = mapped_column(default=0)
    matched: Mapped[list] = mapped_column(default=list)
    missed: Mapped[list] = mapped_column(default=list)
    depth: Mapped[int] = mapped_column(default=0)
    cut: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_rule_run_ticket", "ticket_id", "id"),)


class RuleMatch(Row):
    """One line for each rule that matched: what the rule's page counts. With `since` it is a time rule's: once each."""

    __tablename__ = "rule_match"
    id: Mapped[int] = id_column()
    rule_id: Mapped[int] = mapped_column(BigId)
    ticket_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    since: Mapped[datetime | None] = mapped_column(clock.Instant)

    __table_args__ = (
        Index("ix_rule_match_rule", "rule_id", "at"),
        Index("ux_rule_match_since", "rule_id", "ticket_id", "since", unique=True),
    )
