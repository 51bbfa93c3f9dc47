"""Team: those who share a waiting line; and who belongs to it."""

from sqlalchemy import ForeignKey, Index, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from helpdesk.db import Row, id_column
from helpdesk.hot import Look


class Team(Row):
    """A team has a name and a queue of its own."""

    __tablename__ = "team"
    id: Mapped[int] = id_column()
    name: Mapped[str]

    __table_args__ = (Index("ux_team_name", "name", unique=True),)


class Membership(Row):
    """This agent belongs to this team."""

    __tablename__ = "membership"
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), primary_key=True, index=True)


def teams_of(agent) -> list[int]:
    """The numbers of the agent's teams."""
    return [team for (team,) in _TEAMS.all(agent=agent.id)]


_TEAMS = Look(select(Membership.team_id).where(Membership.agent_id == bindparam("agent")))
