"""RoutingDecision: why a ticket went to somebody, or why it waits; data, put into words by explaining.py."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk import clock
from helpdesk.db import BigId, Row, id_column

GIVEN, FULL, NOBODY, DECLINED = "given", "full", "nobody", "declined"
CLOSED, UNFIT, OVERFLOWED = "closed", "unfit", "overflowed"  # out of hours; nobody fits; it moved to another team
LINED_UP = "lined_up"  # what waits before it has the room there is


class RoutingDecision(Row):
    """`agent_id` is empty when the ticket waits. `looked_at` are the ones who were here: [agent, load, capacity, why
    not]; a why that is empty was given the ticket. `facts` is what the strategy went by.
    """

    __tablename__ = "routing_decision"
    id: Mapped[int] = id_column()
    ticket_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(clock.Instant, default=clock.now)
    team_id: Mapped[int | None] = mapped_column(BigId)
    agent_id: Mapped[int | None] = mapped_column(BigId)
    outcome: Mapped[str]  # given, full (all who are here), nobody (is here), declined (by the only ones left)
    strategy: Mapped[str] = mapped_column(default="")
    from_queue: Mapped[bool] = mapped_column(default=False)  # it had waited
    not_to: Mapped[int | None] = mapped_column(BigId)  # who had just given it back
    looked_at: Mapped[list] = mapped_column(default=list)
    facts: Mapped[dict] = mapped_column(default=dict)

    __table_args__ = (
        Index("ix_routing_decision_ticket", "ticket_id", "id"),
        Index("ix_routing_decision_agent", "agent_id", "id"),
        Index("ix_routing_decision_team", "team_id", "outcome", "at"),
    )
