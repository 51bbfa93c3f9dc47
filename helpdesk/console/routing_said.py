"""Why a ticket is where it is, in the reader's words, and what routing decided about it before."""

from flask import jsonify

import routing
from helpdesk import clock
from helpdesk.console.door import console, find_ticket
from helpdesk.reader import say


@console.get("/tickets/<number:ticket_id>/routing.json")
def routing_of_ticket(ticket_id: int):
    """{why: [sentences], decisions: [{at, agent_id, outcome, sentence, looked_at}]}, newest first."""
    ticket = find_ticket(ticket_id)
    return jsonify(
        why=[say(one.en, one.zh) for one in routing.explain(ticket)],
        decisions=[_decision(row) for row in routing.decisions_of(ticket)],
    )


def _decision(row: routing.RoutingDecision) -> dict:
    words = routing.sentence_of(row)
    looked_at = [{"agent_id": agent, "load": load, "capacity": most} for agent, load, most, *_ in row.looked_at or []]
    return {
        "at": clock.iso(row.at),
        "agent_id": row.agent_id,
        "outcome": row.outcome,
        "not_to": row.not_to,
        "sentence": say(words.en, words.zh),
        "looked_at": looked_at,
    }
