"""The customer panel: who this is, how they can be reached, and what they have written about before."""

from contextlib import suppress

from flask import jsonify, request

from helpdesk import clock, customers
from helpdesk.console.called import called_to_me
from helpdesk.console.door import console, sight
from helpdesk.customers import Customer, Identity, masked, masked_text
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from tickets.knowing import known_at, may_know
from tickets.ticket import Ticket


@console.get("/customers/<number:customer_id>.json")
def customer(customer_id: int):
    """A customer, for whoever may know of them."""
    return jsonify(customer=panel_of(find_customer(customer_id)))


@console.get("/customers.json")
def customers_by_address():
    """Whom we know by exactly this e-mail address or number; addresses are sealed, so nothing less finds them."""
    asked = request.args.get("q", "")[:254]
    found = {}
    for kind in ("email", "phone"):
        with suppress(ValueError):
            if (known := known_at(sight(), kind, customers.normal(kind, asked))) is not None:
                found[known.customer_id] = db.session.get(Customer, known.customer_id)
    known = customers.known_by(found.values())
    return jsonify(customers=[called_to_me(one, known.get(one.id)) for one in found.values()])


def find_customer(customer_id: int) -> Customer:
    """Who speaks for this customer, through the person who looks. Raises a Refusal when there is none for them."""
    found = db.session.get(Customer, customer_id)
    if found is None or not may_know(sight(), found := customers.root_of(found)):
        raise Refusal(404)
    return found


def panel_of(customer: Customer) -> dict:
    """All that the panel shows; of the tickets only what the reader may see."""
    return {
        **called_to_me(customer),
        "identities": [identity_of(one) for one in customers.reachable(customer)],
        "language": customer.language,
        "time_zone": customer.time_zone,
        "notes": masked_text(customer.notes, me()),
        "tags": customer.tags or [],
        "tickets": [_ticket(ticket) for ticket in sight().of_customer(customer)],
        "ticket_count": sight().count_of(customer),
        "since": clock.iso(customer.created_at),
    }


def identity_of(one: Identity) -> dict:
    """One address as the reader may see it; `masked` says that it can be revealed."""
    value = shown(one)
    return {
        "id": one.id,
        "kind": one.kind,
        "value": value,
        "masked": one.kind != "visitor" and value != one.value,
        "verified": one.verified_at is not None,
        "how": one.how,
        "stopped_at": clock.iso(one.stopped_at),
        "stopped_word": one.stopped_word,
    }


def shown(identity: Identity) -> str:
    """What people call the address; a browser's random name means nothing to anybody."""
    return f"#{identity.id}" if identity.kind == "visitor" else masked(identity.kind, identity.value, me())


def _ticket(ticket: Ticket) -> dict:
    return {
        "id": ticket.id,
        "subject": masked_text(ticket.subject, me()),
        "status": ticket.status,
        "channel": ticket.channel,
        "created_at": clock.iso(ticket.created_at),
    }
