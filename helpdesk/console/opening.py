"""Opening: an agent begins a ticket, for a customer who is known or by name and address, with a reply or a note."""

from flask import jsonify

import tickets
from channels import Inbox, all_adapters
from helpdesk import customers
from helpdesk.console.answers import message_answer
from helpdesk.console.door import console, sight
from helpdesk.console.said import Said, wrong
from helpdesk.customers import Customer, Identity
from helpdesk.db import db, transaction
from helpdesk.people import Agent, Team
from helpdesk.people.sessions import me
from tickets.knowing import may_know, named


@console.post("/tickets")
def open_ticket():
    """Open a ticket; the answer is its first message, and its row."""
    return jsonify(message_answer(*_open(Said()))), 201


@transaction()
def _open(said: Said):
    inbox = db.session.get(Inbox, said.number("inbox_id"))
    if inbox is None or not inbox.enabled:
        raise wrong("inbox_id")
    customer, identity = _customer(said, all_adapters()[inbox.channel].capabilities.reaches)
    is_note = said.choice("kind", ("reply", "note"), default="reply") == "note"
    if identity is None and not is_note:
        raise wrong("inbox_id")  # nobody can be written to this way
    ticket = tickets.open_ticket(
        customer, by=me(), subject=said.text("subject", 500, default=""), inbox=inbox, identity=identity, **_team(said)
    )
    if (number := said.number("assignee_id", default=None)) is not None:
        agent = db.session.get(Agent, number)
        if agent is None:
            raise wrong("assignee_id")
        tickets.assign(ticket, to=agent, by=me())
    text = said.text("text")
    if is_note:
        message = tickets.note(ticket, by=me(), text=text)
        tickets.call_for_person(ticket, by=me())
        return message, ticket
    return tickets.reply(ticket, by=me(), text=text), ticket


def _team(said: Said) -> dict:
    number = said.number("team_id", default=None)
    if number is not None and db.session.get(Team, number) is None:
        raise wrong("team_id")
    return {"team_id": number} if number is not None else {}


def _customer(said: Said, kinds: tuple[str, ...]) -> tuple[Customer, Identity | None]:
    number = said.number("customer_id", default=None)
    if number is None:
        return _by_address(Said(said.mapping("customer")))
    customer = db.session.get(Customer, number)
    if customer is None or not may_know(sight(), customer):
        raise wrong("customer_id")
    reached = [one for one in customers.reachable(customer) if one.kind in kinds]
    return customer, reached[0] if reached else None


def _by_address(said: Said) -> tuple[Customer, Identity]:
    address, name = said.text("email", 254), said.text("name", 200, default="")
    try:
        return named(sight(), "email", address, name=name)
    except ValueError:
        raise wrong("email") from None
