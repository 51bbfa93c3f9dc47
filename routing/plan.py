"""Plan: how the tickets of one team find somebody; which strategies, in which hours, and where to after how long."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import BigId, Row, db
from helpdesk.hot import get

NO_TEAM = 0  # the plan of tickets that belong to no team
ON_LEAVING = ("live", "waiting", "keep")
LEAST_BUSY = "least_busy"


class Plan(Row):
    """One team's. `strategies` are kinds, tried in turn: the first that has somebody decides.

    `on_leaving`: what becomes of an absent agent's tickets whose customer waits: those of chats and calls are given
    to others (live), all are (waiting), or they stay (keep).
    """

    __tablename__ = "routing_plan"
    team_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    strategies: Mapped[list] = mapped_column(default=lambda: [LEAST_BUSY])
    options: Mapped[dict] = mapped_column(default=dict)  # {"same_agent_days": 30}
    calendar_id: Mapped[int | None] = mapped_column(BigId)  # the business hours in which anything is given at all
    overflow_team_id: Mapped[int | None] = mapped_column(BigId)
    overflow_seconds: Mapped[int | None]
    on_leaving: Mapped[str] = mapped_column(default="live")


def plan_of(team_id: int | None) -> Plan:
    """The team's plan; the usual one where none has been made."""
    return get(Plan, team_id or NO_TEAM) or usual(team_id)


def plans_of(teams: set[int | None]) -> dict[int | None, Plan]:
    """The plans of several teams: one statement."""
    asked = [team or NO_TEAM for team in teams]
    known = {plan.team_id: plan for plan in db.session.scalars(select(Plan).where(Plan.team_id.in_(asked)))}
    return {team: known.get(team or NO_TEAM) or usual(team) for team in teams}


def usual(team_id: int | None) -> Plan:
    """What holds while nobody has chosen anything."""
    return Plan(team_id=team_id or NO_TEAM, strategies=[LEAST_BUSY], options={}, on_leaving="live")
