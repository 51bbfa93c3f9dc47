"""Describe a customer: what is known of them besides their addresses."""

from helpdesk.customers.customer import Customer
from helpdesk.customers.events import CUSTOMER_CHANGED
from helpdesk.db import transaction
from helpdesk.events import record

FIELDS = ("name", "notes", "language", "time_zone", "tags")


@transaction()
def describe(customer: Customer, *, by, **values) -> bool:
    """Write these of FIELDS; False when nothing differs."""
    changed = [name for name in FIELDS if name in values and getattr(customer, name) != values[name]]
    for name in changed:
        setattr(customer, name, values[name])
    if changed:
        record(CUSTOMER_CHANGED, by=by, customer=customer, fields=changed)
    return bool(changed)
