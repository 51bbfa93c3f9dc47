"""Plant the people who serve: teams, agents and who belongs where. All accounts share one password."""

from helpdesk.demo import world
from helpdesk.demo.cast import Cast
from helpdesk.hot import insert
from helpdesk.people import Agent, Membership, Team
from helpdesk.people import password as passwords
from routing import AgentSkill


def plant_people(cast: Cast, secret: str) -> None:
    """Make the teams and the agents; `secret` is the password of all of them."""
    for team in world.people()["teams"]:
        cast.teams[team["id"]] = insert(Team(name=team["name"]["en"]))
    stored = passwords.hashed(secret)  # once: it is made to be slow
    for agent in world.people()["agents"]:
        cast.agents[agent["id"]] = _plant_agent(cast, agent, stored)


def _plant_agent(cast: Cast, agent: dict, stored: str) -> Agent:
    row = insert(
        Agent(
            email=agent["email"],
            name=agent["display"],
            role=agent["role"],
            language=agent["language"],
            time_zone=agent["zone"],
            capacity=agent["capacity"],
            password_hash=stored,
        )
    )
    for team in agent["teams"]:
        insert(Membership(team_id=cast.teams[team].id, agent_id=row.id))
        cast.members.setdefault(team, set()).add(row.id)
    for place, code in enumerate(agent.get("languages", [])):
        insert(AgentSkill(agent_id=row.id, kind="language", key=code, level=max(1, 5 - place)))
    return row
