"""Who belongs to which team: join and leave."""

from helpdesk.db import db, transaction
from helpdesk.events import record
from helpdesk.people.agent import Agent
from helpdesk.people.events import TEAM_JOINED, TEAM_LEFT
from helpdesk.people.team import Membership, Team


@transaction()
def join_team(agent: Agent, team: Team, *, by) -> None:
    """The agent sees the tickets of the team and gets new ones; joining twice changes nothing."""
    if db.session.get(Membership, (team.id, agent.id)) is None:
        db.session.add(Membership(team_id=team.id, agent_id=agent.id))
        record(TEAM_JOINED, by=by, agent=agent.id, team=team.id)


@transaction()
def leave_team(agent: Agent, team: Team, *, by) -> None:
    """The agent sees the team's tickets no more, but for those that are theirs."""
    row = db.session.get(Membership, (team.id, agent.id))
    if row is not None:
        db.session.delete(row)
        record(TEAM_LEFT, by=by, agent=agent.id, team=team.id)
