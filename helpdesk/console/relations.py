"""Relations: merge and unmerge, split, link; each other ticket is found through the person, too."""

from flask import jsonify

import tickets
from helpdesk.console.answers import ticket_answer
from helpdesk.console.door import console, find_ticket
from helpdesk.console.said import Said, wrong
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from tickets import Link, Ticket, root_of


@console.post("/tickets/<number:ticket_id>/merge")
def merge(ticket_id: int):
    """The thread goes on in another ticket; both rows are answered."""
    ticket, into = find_ticket(ticket_id), _other("into")
    _seen(root_of(into).id, "into")
    root = tickets.merge(ticket, into=into, by=me())
    return jsonify(ticket_answer(ticket) | {"into": ticket_answer(root)["ticket"]})


@console.delete("/tickets/<number:ticket_id>/merge")
def unmerge(ticket_id: int):
    """It stands by itself again."""
    ticket = find_ticket(ticket_id)
    find_ticket(root_of(ticket).id)
    tickets.unmerge(ticket, by=me())
    return jsonify(ticket_answer(ticket))


@console.post("/tickets/<number:ticket_id>/split")
def split(ticket_id: int):
    """These messages become a ticket of their own, which is answered."""
    ticket, said = find_ticket(ticket_id), Said()
    new = tickets.split(ticket, said.numbers("message_ids"), subject=said.text("subject", 500, default=""), by=me())
    return jsonify(ticket_answer(new) | {"from": ticket_answer(ticket)["ticket"]}), 201


@console.post("/tickets/<number:ticket_id>/links")
def link(ticket_id: int):
    """The two have to do with one another, or one is a part of the other."""
    ticket, other, said = find_ticket(ticket_id), _other("ticket_id"), Said()
    kind = said.choice("kind", ("related", "child", "parent"), default="related")
    if kind == "child":
        tickets.make_child(other, of=ticket, by=me())
    elif kind == "parent":
        tickets.make_child(ticket, of=other, by=me())
    else:
        tickets.link(ticket, other, by=me())
    return jsonify(ticket_answer(ticket)), 201


@console.delete("/links/<number:link_id>")
def unlink(link_id: int):
    """They have nothing to do with one another after all."""
    row = db.session.get(Link, link_id)
    if row is None:
        raise Refusal(404)
    ticket, _ = find_ticket(row.ticket_id), find_ticket(row.other_id)
    tickets.unlink(row, ticket, by=me())
    return jsonify(ticket_answer(ticket))


@console.delete("/tickets/<number:ticket_id>/parent")
def part(ticket_id: int):
    """It is no longer a part of another."""
    ticket = find_ticket(ticket_id)
    if ticket.parent_id is not None:
        find_ticket(ticket.parent_id)
    tickets.part(ticket, by=me())
    return jsonify(ticket_answer(ticket))


def _other(name: str) -> Ticket:
    return _seen(Said().number(name), name)


def _seen(number: int, name: str) -> Ticket:
    try:
        return find_ticket(number)
    except Refusal as refusal:
        raise wrong(name) if refusal.status == 404 else refusal from None
