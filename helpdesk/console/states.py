"""States: the status, resting until a time, spam and trash; each with its way back."""

from flask import jsonify

import tickets
from helpdesk.console.answers import ticket_answer
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said, wrong
from helpdesk.people.sessions import me
from tickets.ticket import STATUSES


@console.put("/tickets/<number:ticket_id>/status")
def set_status(ticket_id: int):
    """Set the status."""
    ticket = find_ticket(ticket_id)
    tickets.set_status(ticket, Said().choice("status", STATUSES), by=me())
    return jsonify(ticket_answer(ticket))


@console.put("/tickets/<number:ticket_id>/snooze")
def snooze(ticket_id: int):
    """Let it rest until a time."""
    ticket, until = find_ticket(ticket_id), Said().later("until")
    if until is None:
        raise wrong("until")
    tickets.snooze(ticket, until=until, by=me())
    return jsonify(ticket_answer(ticket))


@console.delete("/tickets/<number:ticket_id>/snooze")
def wake(ticket_id: int):
    """Back among the others."""
    ticket = find_ticket(ticket_id)
    tickets.wake(ticket, by=me())
    return jsonify(ticket_answer(ticket))


@console.put("/tickets/<number:ticket_id>/spam")
def mark_spam(ticket_id: int):
    """Nobody wants to read this."""
    ticket = find_ticket(ticket_id)
    tickets.mark_spam(ticket, by=me())
    return jsonify(ticket_answer(ticket))


@console.delete("/tickets/<number:ticket_id>/spam")
def clear_spam(ticket_id: int):
    """It was none."""
    ticket = find_ticket(ticket_id)
    tickets.clear_spam(ticket, by=me())
    return jsonify(ticket_answer(ticket))


@console.put("/tickets/<number:ticket_id>/trash")
def trash(ticket_id: int):
    """Out of every list but Trash."""
    ticket = find_ticket(ticket_id)
    tickets.trash(ticket, by=me())
    return jsonify(ticket_answer(ticket))


@console.delete("/tickets/<number:ticket_id>/trash")
def restore(ticket_id: int):
    """Back from the trash."""
    ticket = find_ticket(ticket_id)
    tickets.restore(ticket, by=me())
    return jsonify(ticket_answer(ticket))
