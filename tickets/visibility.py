"""Visibility: which tickets a person may see at all. Supervisors and admins see every one."""

from sqlalchemy import ColumnElement, or_, select

from helpdesk.db import db
from helpdesk.people import teams_of
from tickets.follower import Follower
from tickets.ticket import Ticket


def seen_by(agent, teams: list[int]) -> ColumnElement[bool] | None:
    """The tickets of the agent's teams, those of no team, and those they have or follow; None means every one."""
    if agent.sees_all:
        return None
    return or_(*branches(agent, teams))


def branches(agent, teams: list[int]) -> list[ColumnElement[bool]]:
    """The same, part by part: each can be read from an index of its own."""
    return [
        *(Ticket.team_id == team for team in teams),
        Ticket.team_id.is_(None),
        Ticket.assignee_id == agent.id,
        Ticket.id.in_(select(Follower.ticket_id).where(Follower.agent_id == agent.id)),
    ]


def may_see(agent, ticket, teams: list[int] | None = None) -> bool:
    """Whether this agent may see this ticket. `teams` are the agent's, where they are known already."""
    if agent.sees_all or ticket.team_id is None or ticket.assignee_id == agent.id:
        return True
    if ticket.team_id in (teams_of(agent) if teams is None else teams):
        return True
    return db.session.get(Follower, (ticket.id, agent.id)) is not None
