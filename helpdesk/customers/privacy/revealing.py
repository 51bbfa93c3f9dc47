"""Reveal a masked address: who looked, at what, and why, stays on record."""

from helpdesk.customers.customer import Customer
from helpdesk.customers.events import CONTACT_REVEALED
from helpdesk.customers.identity import Identity
from helpdesk.db import transaction
from helpdesk.events import record


@transaction()
def reveal(identity: Identity, customer: Customer, *, by, why: str) -> str:
    """The address in the clear; the record is written with it, or it is not given."""
    record(CONTACT_REVEALED, by=by, customer=customer, identity=identity.id, kind=identity.kind, why=why[:200])
    return identity.value
