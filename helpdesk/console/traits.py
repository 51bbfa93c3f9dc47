"""Traits: what kind of ticket it is; priority, type, subject, the company's own fields, tags."""

from flask import jsonify

import tickets
from helpdesk.console.answers import ticket_answer
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said
from helpdesk.people.sessions import me
from tickets.ticket import PRIORITIES, TYPES


@console.put("/tickets/<number:ticket_id>/priority")
def set_priority(ticket_id: int):
    """Set the priority."""
    ticket = find_ticket(ticket_id)
    tickets.prioritize(ticket, Said().choice("priority", PRIORITIES), by=me())
    return jsonify(ticket_answer(ticket))


@console.put("/tickets/<number:ticket_id>/type")
def set_type(ticket_id: int):
    """Say what kind of matter it is; null for none."""
    ticket = find_ticket(ticket_id)
    tickets.classify(ticket, Said().choice("type", (*TYPES, None)), by=me())
    return jsonify(ticket_answer(ticket))


@console.put("/tickets/<number:ticket_id>/subject")
def set_subject(ticket_id: int):
    """Give it another subject."""
    ticket = find_ticket(ticket_id)
    tickets.rename(ticket, Said().text("subject", longest=500), by=me())
    return jsonify(ticket_answer(ticket))


@console.put("/tickets/<number:ticket_id>/fields")
def set_fields(ticket_id: int):
    """Fill in the company's own fields; those not named stay as they are."""
    ticket = find_ticket(ticket_id)
    tickets.set_fields(ticket, Said().mapping(), by=me())
    return jsonify(ticket_answer(ticket))


@console.post("/tickets/<number:ticket_id>/tags")
def add_tags(ticket_id: int):
    """Put these tags on."""
    ticket = find_ticket(ticket_id)
    tickets.tag(ticket, *Said().words("tags", most=50), by=me())
    return jsonify(ticket_answer(ticket))


@console.delete("/tickets/<number:ticket_id>/tags")
def remove_tags(ticket_id: int):
    """Take these tags off."""
    ticket = find_ticket(ticket_id)
    tickets.untag(ticket, *Said().words("tags", most=50), by=me())
    return jsonify(ticket_answer(ticket))
