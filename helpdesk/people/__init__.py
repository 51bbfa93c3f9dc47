"""Who serves: agents, teams, who is here, roles and sign-in."""

from helpdesk.people.agent import Agent
from helpdesk.people.team import Membership, Team, teams_of

__all__ = ["Agent", "Membership", "Team", "teams_of"]
