"""A legal hold: nothing of this person may be deleted, by nobody and by no rule, until they are released."""

from helpdesk import clock
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import CUSTOMER_HELD, CUSTOMER_RELEASED
from helpdesk.customers.merging import root_of
from helpdesk.db import transaction
from helpdesk.events import record


@transaction()
def hold(customer: Customer, *, by, why: str) -> bool:
    """Keep everything of this person; False when it was kept before."""
    customer = root_of(customer)
    if customer.held_at is not None:
        return False
    customer.held_at, customer.held_why = clock.now(), " ".join(why.split())[:500]
    record(CUSTOMER_HELD, by=by, customer=customer)
    return True


@transaction()
def release(customer: Customer, *, by) -> bool:
    """It may be deleted again; False when it might all along."""
    customer = root_of(customer)
    if customer.held_at is None:
        return False
    customer.held_at, customer.held_why = None, None
    record(CUSTOMER_RELEASED, by=by, customer=customer)
    return True
