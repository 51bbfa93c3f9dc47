"""Hand over: all that I have, or what somebody has who cannot do it themselves, goes to others."""

from flask import jsonify

import routing
from helpdesk.console.door import console
from helpdesk.hot import get
from helpdesk.people import Agent
from helpdesk.people.sessions import allowed, me
from helpdesk.refusing import Refusal


@console.post("/me/hand-over")
def hand_over_mine():
    """A hundred at a time: {went, left}; whoever has more asks again."""
    went, left = routing.hand_over(me(), by=me())
    return jsonify(went=went, left=left)


@console.post("/agents/<number:agent_id>/hand-over")
@allowed("people.set_availability")
def hand_over_theirs(agent_id: int):
    """The same for somebody else, by who leads."""
    agent = get(Agent, agent_id)
    if agent is None:
        raise Refusal(404)
    went, left = routing.hand_over(agent, by=me())
    return jsonify(went=went, left=left)
