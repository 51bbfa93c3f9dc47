"""Revealing: a masked address is shown to who says why; the reason is kept with who, what and when."""

from flask import jsonify
from sqlalchemy import select

from helpdesk.console.customer_panel import find_customer
from helpdesk.console.door import console
from helpdesk.console.said import Said, wrong
from helpdesk.customers import Customer, Identity, privacy
from helpdesk.db import db
from helpdesk.people import may
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal


@console.post("/customers/<number:customer_id>/identities/<number:identity_id>/reveal")
def reveal(customer_id: int, identity_id: int):
    """The address as it is; POST, because it leaves a record."""
    customer: Customer = find_customer(customer_id)
    if not may(me(), "contacts.reveal"):
        raise Refusal(403)
    identity = db.session.scalar(
        select(Identity).where(Identity.id == identity_id, Identity.customer_id == customer.id)
    )
    if identity is None:
        raise Refusal(404)
    why = " ".join(Said().text("why", 200, default="").split())
    if len(why) < 3:
        raise wrong("why")
    return jsonify(value=privacy.reveal(identity, customer, by=me(), why=why))
