"""Recognise the customer of a ticket that was opened for a mere address, once its owner answers from there."""

from helpdesk import clock
from helpdesk.customers import Customer, Identity
from helpdesk.customers.merging import forget_origin
from helpdesk.db import transaction
from helpdesk.events import SYSTEM, record
from helpdesk.hot import change, get
from tickets.events import CUSTOMER_RECOGNISED
from tickets.holding import hold
from tickets.ticket import Ticket


@transaction()
def recognise(ticket: Ticket, customer: Customer, identity: Identity) -> bool:
    """The ticket is this customer's when they have proven the very address it was opened for."""
    hold(ticket)
    if ticket.customer_id == customer.id or identity.verified_at is None or ticket.identity_id is None:
        return False
    typed = get(Identity, ticket.identity_id)
    if typed.verified_at is not None or (typed.kind, typed.value_index) != (identity.kind, identity.value_index):
        return False
    before = ticket.customer_id
    forget_origin(ticket)
    change(ticket, customer_id=customer.id, identity_id=identity.id, updated_at=clock.now())
    record(CUSTOMER_RECOGNISED, ticket, by=SYSTEM, **{"from": before, "to": customer.id})
    return True
