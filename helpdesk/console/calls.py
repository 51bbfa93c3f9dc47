"""Calls: those that go on right now, and calling a customer from the console."""

from flask import current_app, jsonify

from channels import Inbox, all_adapters, calls
from helpdesk.console.call_cards import cards_of
from helpdesk.console.door import console, find_ticket, sight
from helpdesk.console.masks import card_for, reads_plainly
from helpdesk.console.said import Said, wrong
from helpdesk.customers import Customer, privacy, reachable
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.people.team import teams_of
from helpdesk.refusing import Refusal


@console.get("/calls.json")
def calls_going_on():
    """The calls that whoever asks would be told of, had they been here when they began."""
    agent = me()
    teams = frozenset(teams_of(agent))
    cards = cards_of(calls.going_on())
    return jsonify(
        calls=[card_for(card.said(_sees), reads_plainly()) for card in cards if card.concerns(agent.id, teams, _sees)]
    )


@console.post("/calls")
def call():
    """Call this number about this ticket: {open: "tel:…"} where the agent's own device shall do it."""
    said, agent = Said(), me()
    ticket = find_ticket(said.number("ticket_id"))
    identity = _number_of(ticket, said.number("identity_id"))
    inbox = _line(said.number("inbox_id", default=None), ticket)
    try:
        dialling = calls.dial(
            inbox, ticket, identity, by=agent, hook=f"{current_app.config['PUBLIC_URL']}/hooks/{inbox.key}"
        )
    except calls.CannotDial as why:
        raise Refusal(422, "cannot_dial", why.en, why.zh) from None
    if dialling.open and not reads_plainly():  # the agent's own device has to be told the number
        privacy.reveal(identity, db.session.get(Customer, ticket.customer_id), by=agent, why="call")
    return jsonify(open=dialling.open), 201


def _sees(ticket) -> bool:
    return bool(sight().some([ticket.id]))


def _number_of(ticket, number: int):
    customer = db.session.get(Customer, ticket.customer_id)
    found = next((one for one in reachable(customer) if one.id == number and one.kind == "phone"), None)
    if found is None:
        raise wrong("identity_id")
    return found


def _line(number: int | None, ticket) -> Inbox:
    """The line to call from: the one that was chosen, the ticket's own, or the first there is."""
    lines = [
        inbox
        for inbox in Inbox.query.filter_by(enabled=True).order_by(Inbox.id).limit(200)
        if hasattr(all_adapters().get(inbox.channel), "dial")
    ]
    wanted = number or ticket.inbox_id
    found = next((inbox for inbox in lines if inbox.id == wanted), None) or (lines[0] if lines and not number else None)
    if found is None:
        raise Refusal(422, "no_line", "There is no telephone line to call from.", "没有可用于拨打的电话线路。")
    return found
