"""Routing: why a ticket is where it is, and every decision that routing has made, for programs and exports."""

from flask import g
from sqlalchemy import select

import routing
from helpdesk import clock
from helpdesk.api import numbers
from helpdesk.api.door import NUMBER, answer, find_ticket, route
from helpdesk.api.paging import page_of
from helpdesk.people import may
from helpdesk.reader import say
from helpdesk.refusing import Refusal


@route(f"/tickets/{NUMBER}/routing")
def show_routing(number: int):
    """{"routing": {why, decisions, rules, guesses}}."""
    story = routing.story_of(find_ticket(number), say)
    for decision in story["decisions"]:
        decision["agent_id"] = numbers.of_agent(decision["agent_id"])
        decision["not_to"] = numbers.of_agent(decision["not_to"])
        for one in decision["looked_at"]:
            one["agent_id"] = numbers.of_agent(one["agent_id"])
    return answer({"routing": {"ticket_id": number, **story}})


@route("/routing_decisions")
def list_decisions():
    """All decisions, oldest first, to take away; only for who sees every ticket."""
    if not may(g.agent, "tickets.see_all"):
        raise Refusal(404)
    return answer(
        page_of(
            select(routing.RoutingDecision),
            "routing_decisions.json",
            "routing_decisions",
            lambda rows: [_shaped(row) for row in rows],
            order=(routing.RoutingDecision.id,),
        )
    )


def _shaped(row: routing.RoutingDecision) -> dict:
    return {
        "id": row.id,
        "ticket_id": row.ticket_id,
        "created_at": clock.iso(row.at),
        "group_id": row.team_id,
        "assignee_id": numbers.of_agent(row.agent_id),
        "outcome": row.outcome,
        "strategy": row.strategy,
        "from_queue": row.from_queue,
        "considered": [
            {"user_id": numbers.of_agent(one[0]), "load": one[1], "capacity": one[2], "why_not": (one + [""])[3]}
            for one in row.looked_at or []
        ],
        "facts": row.facts,
    }
