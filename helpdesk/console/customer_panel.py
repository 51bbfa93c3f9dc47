"""The customer panel: who this is, how they can be reached, and what they have written about before."""

from contextlib import suppress

from flask import jsonify, request

from helpdesk import clock, customers
from helpdesk.console.door import console, sight
from helpdesk.customers import Customer
from helpdesk.db import db
from helpdesk.refusing import Refusal
from tickets.knowing import known_at, may_know
from tickets.ticket import Ticket


@console.get("/customers/<number:customer_id>.json")
def customer(customer_id: int):
    """A customer, for whoever may know of them."""
    found = db.session.get(Customer, customer_id)
    if found is None or not may_know(sight(), found):
        raise Refusal(404)
    return jsonify(customer=panel_of(found))


@console.get("/customers.json")
def customers_by_address():
    """Whom we know by exactly this e-mail address or number; addresses are sealed, so nothing less finds them."""
    asked = request.args.get("q", "")[:254]
    found = {}
    for kind in ("email", "phone"):
        with suppress(ValueError):
            if (known := known_at(sight(), kind, customers.normal(kind, asked))) is not None:
                found[known.customer_id] = db.session.get(Customer, known.customer_id)
    return jsonify(customers=[{"id": one.id, "name": one.name or ""} for one in found.values()])


def panel_of(customer: Customer) -> dict:
    """All that the panel shows; of the tickets only what the reader may see."""
    return {
        "id": customer.id,
        "name": customer.name or "",
        "identities": [
            {
                "id": one.id,
                "kind": one.kind,
                "value": _shown(one),
                "verified": one.verified_at is not None,
                "stopped_at": clock.iso(one.stopped_at),
                "stopped_word": one.stopped_word,
            }
            for one in customers.reachable(customer)
        ],
        "language": customer.language,
        "time_zone": customer.time_zone,
        "notes": customer.notes or "",
        "tags": customer.tags or [],
        "tickets": [_ticket(ticket) for ticket in sight().of_customer(customer)],
        "ticket_count": sight().count_of(customer),
        "since": clock.iso(customer.created_at),
    }


def _shown(identity) -> str:
    """What people call the address; a browser's random name means nothing to anybody."""
    return f"#{identity.id}" if identity.kind == "visitor" else identity.value


def _ticket(ticket: Ticket) -> dict:
    return {
        "id": ticket.id,
        "subject": ticket.subject,
        "status": ticket.status,
        "channel": ticket.channel,
        "created_at": clock.iso(ticket.created_at),
    }
