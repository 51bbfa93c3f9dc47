"""Knowing: which customers a person may know of, and whom an address names to them.

Everybody may open a ticket for any address. So an address must tell nothing: where its owner is out of sight, it
names a new customer, made of what was said alone, exactly as if nobody had it. When the owner answers from there,
the ticket becomes theirs (tickets/recognizing.py).
"""

from sqlalchemy import ColumnElement, exists, or_, select

from helpdesk import customers
from helpdesk.customers import Customer, Identity
from helpdesk.customers import identity as addresses
from helpdesk.customers.identifying import ROUTE
from helpdesk.db import db, only_one, transaction
from helpdesk.hot import get
from tickets.finding import Sight
from tickets.ticket import Ticket


def known_to(sight: Sight) -> ColumnElement[bool] | None:
    """The customers of tickets this person sees, and those nobody has a ticket of yet; None means every one."""
    if sight.seen is None:
        return None
    theirs = select(Ticket.id).where(Ticket.customer_id == Customer.id)
    return or_(exists(theirs.where(sight.seen)), ~exists(theirs))


def may_know(sight: Sight, customer: Customer) -> bool:
    """Whether this person may know of the customer."""
    if sight.seen is None:
        return True
    theirs = select(Ticket.id).where(Ticket.customer_id == customer.id).limit(1)
    return db.session.scalar(theirs.where(sight.seen)) is not None or db.session.scalar(theirs) is None


def known_at(sight: Sight, kind: str, value: str) -> Identity | None:
    """The address, given in its normal form, of a customer this person may know: proven, or only ever written to."""
    if sight.seen is None:
        return addresses.verified_or_claimed(kind, value, how=ROUTE)
    proven = addresses.verified(kind, value)
    if proven is not None and may_know(sight, get(Customer, proven.customer_id)):
        return proven
    return db.session.scalar(
        select(Identity)
        .join(Customer, Customer.id == Identity.customer_id)
        .where(
            Identity.kind == kind,
            Identity.value_index == addresses.index_of(kind, value),
            Identity.verified_at.is_(None),
            Identity.how == ROUTE,
            known_to(sight),
        )
        .order_by(Identity.id)
        .limit(1)
    )


@transaction()
def named(sight: Sight, kind: str, value: str, *, name: str = "", language: str = "en") -> tuple[Customer, Identity]:
    """The customer with this address as far as this person may know, else a new one. Raises ValueError.

    That somebody says the address merges nothing: it finds the owner of a proven one, and proves none.
    """
    value = customers.normal(kind, value)
    only_one("identity", kind, value)
    found = known_at(sight, kind, value)
    if found is not None:
        return get(Customer, found.customer_id), found
    return customers.introduce(kind, value, how=ROUTE, name=name, language=language)
