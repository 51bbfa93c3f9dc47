"""Placing: who has the ticket, which team, who follows it, and how far it has been read."""

from flask import jsonify

import channels
import tickets
from channels import webchat
from helpdesk.console.answers import ticket_answer
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said, wrong
from helpdesk.db import db
from helpdesk.people import Agent, Team
from helpdesk.people.sessions import me


@console.put("/tickets/<number:ticket_id>/assignee")
def set_assignee(ticket_id: int):
    """Give the ticket to somebody, or (null) back to its queue."""
    ticket, number = find_ticket(ticket_id), Said().number("agent_id", default=None)
    if number is None:
        tickets.unassign(ticket, by=me())
    else:
        agent = db.session.get(Agent, number)
        if agent is None:
            raise wrong("agent_id")
        tickets.assign(ticket, to=agent, by=me())
    return jsonify(ticket_answer(ticket))


@console.put("/tickets/<number:ticket_id>/team")
def set_team(ticket_id: int):
    """Hand the ticket to another team, or (null) to none; whoever does may lose sight of it by that."""
    ticket, number = find_ticket(ticket_id), Said().number("team_id", default=None)
    team = db.session.get(Team, number) if number is not None else None
    if number is not None and team is None:
        raise wrong("team_id")
    tickets.hand_to_team(ticket, team, by=me())
    return jsonify(ticket_answer(ticket))


@console.put("/tickets/<number:ticket_id>/follow")
def follow(ticket_id: int):
    """Hear of the ticket from now on."""
    ticket = find_ticket(ticket_id)
    tickets.follow(ticket, me())
    return jsonify(ticket_answer(ticket))


@console.delete("/tickets/<number:ticket_id>/follow")
def unfollow(ticket_id: int):
    """Hear of it no longer."""
    ticket = find_ticket(ticket_id)
    tickets.unfollow(ticket, me())
    return jsonify(ticket_answer(ticket))


@console.put("/tickets/<number:ticket_id>/read")
def read(ticket_id: int):
    """All there is has been seen."""
    ticket = find_ticket(ticket_id)
    before = tickets.read_by_team(ticket)
    tickets.mark_read(ticket, by=me())
    webchat.tell_read(ticket)
    channels.tell_seen(ticket, before=before)
    return jsonify(ticket_answer(ticket))
