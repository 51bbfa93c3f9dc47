"""Colleagues: the people a conversation is handed to: whether one is here, and which language they read."""

from collections import Counter

from sqlalchemy import select

from helpdesk import people
from helpdesk.db import db
from helpdesk.people import Agent, Membership

_ASKED = 50


def anybody_here(team_id: int | None) -> bool:
    """Whether somebody of the team (of any, where there is none) is here and online."""
    query = select(Agent.id).where(*people.here(), Agent.availability == "online", Agent.idle.is_(False))
    return db.session.scalar(_of_team(query, team_id).limit(1)) is not None


def language_of(ticket) -> str:
    """The language in which a note is written: of who has the ticket, else of most people of its team."""
    if ticket.assignee_id is not None:
        return db.session.get(Agent, ticket.assignee_id).language
    query = _of_team(select(Agent.language).where(Agent.disabled_at.is_(None)), ticket.team_id)
    counted = Counter(db.session.scalars(query.limit(_ASKED)))
    return counted.most_common(1)[0][0] if counted else "en"


def _of_team(query, team_id: int | None):
    if team_id is None:
        return query
    return query.where(Agent.id.in_(select(Membership.agent_id).where(Membership.team_id == team_id)))
