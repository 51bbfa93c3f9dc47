"""Candidates: who is here and could take a ticket, how busy they are, and since when they had no new one."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select, text

from helpdesk import people
from helpdesk.clock import Instant
from helpdesk.db import db
from helpdesk.hot import Look
from helpdesk.people import Agent, Membership
from routing.decision import RoutingDecision
from tickets.ticket import WORKED_ON, Ticket


@dataclass
class Candidate:
    """One who is here. `last_given` grows with every ticket that routing gives."""

    agent_id: int
    capacity: int
    load: int
    last_given: int = 0
    teams: frozenset[int] = frozenset()

    @property
    def has_room(self) -> bool:
        return self.load < self.capacity

    def serves(self, team_id: int | None) -> bool:
        """Whether tickets of this team are theirs to take; those of no team are everybody's."""
        return team_id is None or team_id in self.teams


_LOAD = select(func.count()).where(Ticket.assignee_id == Agent.id, text(WORKED_ON)).correlate(Agent).scalar_subquery()
_LAST = (
    select(func.coalesce(func.max(RoutingDecision.id), 0))
    .where(RoutingDecision.agent_id == Agent.id)
    .correlate(Agent)
    .scalar_subquery()
)
_ALL = select(Agent.id, Agent.capacity, _LOAD, _LAST)
_IN_TEAM = Agent.id.in_(select(Membership.agent_id).where(Membership.team_id == bindparam("team")))
_HERE = _ALL.where(*people.here(bindparam("since", type_=Instant)))
_ANYBODY, _TEAM = Look(_HERE), Look(_HERE.where(_IN_TEAM))


def of_team(team_id: int | None) -> list[Candidate]:
    """Who is here of this team, or at all: one statement, whatever comes of it."""
    since = people.present_since()
    rows = _ANYBODY.all(since=since) if team_id is None else _TEAM.all(since=since, team=team_id)
    serving = frozenset() if team_id is None else frozenset({team_id})
    return [Candidate(*row, teams=serving) for row in rows]


def everybody(agent_id: int | None = None) -> list[Candidate]:
    """Whoever is here, or only this agent if they are, with all their teams."""
    query = _ALL.where(*people.here(), *([Agent.id == agent_id] if agent_id is not None else []))
    found = {row[0]: Candidate(*row) for row in db.session.execute(query)}
    teams: dict[int, set[int]] = {number: set() for number in found}
    for agent, team in db.session.execute(
        select(Membership.agent_id, Membership.team_id).where(or_(agent_id is None, Membership.agent_id == agent_id))
    ):
        if agent in teams:
            teams[agent].add(team)
    for number, candidate in found.items():
        candidate.teams = frozenset(teams[number])
    return list(found.values())
