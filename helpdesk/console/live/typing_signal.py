"""The customer in the chat sees that somebody is writing to them; by first name, and only for answers."""

import time

from channels import webchat
from helpdesk.customers import Identity
from helpdesk.db import db
from tickets import Ticket

_EVERY = 3.0  # seconds
_told: dict[int, float] = {}


def tell_customer(ticket_id: int, name: str) -> None:
    """Say it, at most every three seconds for each ticket."""
    now = time.monotonic()
    if now - _told.get(ticket_id, -_EVERY) < _EVERY:
        return
    if len(_told) > 1000:
        _told.clear()
    _told[ticket_id] = now
    ticket = db.session.get(Ticket, ticket_id)
    if ticket is not None and ticket.channel == "webchat" and ticket.identity_id is not None:
        address = db.session.get(Identity, ticket.identity_id)
        webchat.signal(address.kind, address.value, "typing", {"name": name.split()[0] if name.strip() else ""})
