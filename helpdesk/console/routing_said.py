"""Why a ticket is where it is, in the reader's words: what was decided, by which rules, and what was guessed."""

from flask import jsonify

import routing
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said
from helpdesk.people.sessions import me
from helpdesk.reader import say
from helpdesk.refusing import Refusal


@console.get("/tickets/<number:ticket_id>/routing.json")
def routing_of_ticket(ticket_id: int):
    """{why: [sentences], decisions, rules, guesses}, newest first."""
    return jsonify(routing.story_of(find_ticket(ticket_id), say))


@console.post("/tickets/<number:ticket_id>/guess")
def take_guess(ticket_id: int):
    """Set what was guessed, or another of the three: {target, label}."""
    ticket, said = find_ticket(ticket_id), Said()
    target = said.choice("target", routing.TARGETS)
    try:
        routing.take_guess(ticket, target, said.text("label", 200), by=me())
    except LookupError:
        raise Refusal(404) from None
    return jsonify(routing.story_of(ticket, say))
