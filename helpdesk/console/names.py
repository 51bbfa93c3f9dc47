"""Who and what the numbers stand for: agents, teams and inboxes, read once a request."""

from typing import NamedTuple

from flask import g
from sqlalchemy import select

from channels import Inbox
from helpdesk.db import db
from helpdesk.people import Agent, Membership, Team


class InboxName(NamedTuple):
    """What of an inbox stands beside tickets and messages."""

    id: int
    name: str
    channel: str
    enabled: bool
    simulated: bool  # its provider is a stand-in


def agent_names() -> dict[int, str]:
    """The name of everybody who has or had an account."""
    return _once("agent_names", lambda: dict(map(tuple, db.session.execute(select(Agent.id, Agent.name)))))


def agents() -> list[Agent]:
    """Everybody who has or had an account, by name."""
    return list(db.session.scalars(select(Agent).order_by(Agent.name)))


def teams() -> list[Team]:
    """All teams by name."""
    return list(db.session.scalars(select(Team).order_by(Team.name)))


def inboxes() -> dict[int, InboxName]:
    """All inboxes, by number."""
    query = select(Inbox.id, Inbox.name, Inbox.channel, Inbox.enabled, Inbox.options).order_by(Inbox.id)
    return _once(
        "inboxes",
        lambda: {
            row.id: InboxName(row.id, row.name, row.channel, row.enabled, bool((row.options or {}).get("simulated")))
            for row in db.session.execute(query)
        },
    )


def channels() -> dict[int, str]:
    """The channel of each inbox."""
    return {inbox.id: inbox.channel for inbox in inboxes().values()}


def teams_by_agent() -> dict[int, list[int]]:
    """The numbers of each agent's teams."""
    found: dict[int, list[int]] = {}
    for team, agent in db.session.execute(select(Membership.team_id, Membership.agent_id)):
        found.setdefault(agent, []).append(team)
    return found


def _once(name: str, read):
    if name not in g:
        setattr(g, name, read())
    return g.get(name)
