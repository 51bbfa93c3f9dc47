"""Hand over: all that I have, or what somebody has who cannot do it themselves, goes to others; and can come back."""

from flask import jsonify, request

import routing
from helpdesk.console.door import console
from helpdesk.console.names import agent_names, teams
from helpdesk.hot import get
from helpdesk.people import Agent
from helpdesk.people.sessions import allowed, me
from helpdesk.refusing import Refusal


@console.get("/me/hand-over.json")
def foresee_mine():
    """What would become of my tickets, as things stand."""
    return _foreseen(me())


@console.post("/me/hand-over")
def hand_over_mine():
    """A hundred at a time: {went, left, tickets}; whoever has more asks again."""
    return _hand_over(me())


@console.delete("/me/hand-over")
def hand_back_mine():
    """Take back those of {tickets} that nobody has touched since: {back, kept: {why: n}}."""
    return _hand_back(me())


@console.get("/agents/<number:agent_id>/hand-over.json")
@allowed("people.set_availability")
def foresee_theirs(agent_id: int):
    """The same for somebody else, by who leads."""
    return _foreseen(_agent(agent_id))


@console.post("/agents/<number:agent_id>/hand-over")
@allowed("people.set_availability")
def hand_over_theirs(agent_id: int):
    """The same for somebody else, by who leads."""
    return _hand_over(_agent(agent_id))


@console.delete("/agents/<number:agent_id>/hand-over")
@allowed("people.set_availability")
def hand_back_theirs(agent_id: int):
    """The same for somebody else, by who did it."""
    return _hand_back(_agent(agent_id))


def _foreseen(agent: Agent):
    found, agents, lines = routing.foresee(agent), agent_names(), {team.id: team.name for team in teams()}
    return jsonify(
        to=[{"agent_id": one, "name": agents[one], "n": n} for one, n in found.to.most_common()],
        waiting=[{"team_id": one, "name": lines.get(one), "n": n} for one, n in found.waiting.most_common()],
        resting=found.resting,
        unseen=found.unseen,
        stays=agent.presence() == "online",
    )


def _hand_over(agent: Agent):
    went, left = routing.hand_over(agent, by=me())
    return jsonify(went=len(went), left=left, tickets=went)


def _hand_back(agent: Agent):
    asked = request.get_json(silent=True)
    numbers = asked.get("tickets", []) if isinstance(asked, dict) else None
    if not isinstance(numbers, list) or not all(type(one) is int and 0 < one < 2**63 for one in numbers):
        raise Refusal(400)
    back, kept = routing.hand_back(agent, numbers, by=me())
    return jsonify(back=len(back), kept=kept)


def _agent(number: int) -> Agent:
    agent = get(Agent, number)
    if agent is None:
        raise Refusal(404)
    return agent
