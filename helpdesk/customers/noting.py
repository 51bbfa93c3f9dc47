"""Note an address: the team was told how else to reach a customer. It proves nothing; an error is taken back."""

from sqlalchemy import func, select

from helpdesk.customers import identity as addresses
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import CUSTOMER_CHANGED
from helpdesk.customers.identifying import ROUTE, claim
from helpdesk.customers.identity import Identity
from helpdesk.customers.masking import is_mask
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record

KINDS = ("email", "phone", "member_card", "external_id")
MOST = 50  # addresses of one customer; more are not shown either


class TooMany(ValueError):
    """The customer has as many addresses as anybody looks at."""


@transaction()
def note_address(customer: Customer, kind: str, value: str, *, by) -> Identity:
    """They can be reached there, too, as far as we were told: who proves the address later is taken for them.

    Twice is once. Raises ValueError for a value that is none of its kind, TooMany for one more than MOST.
    """
    if kind not in KINDS or is_mask(value):
        raise ValueError("no address")
    only_one("addresses", customer.id)
    if known := addresses.address_of(customer.id, kind, value):
        return known
    if (_count(customer) or 0) >= MOST:
        raise TooMany
    noted = claim(customer, kind, value, how=ROUTE)
    record(CUSTOMER_CHANGED, by=by, customer=customer, fields=["addresses"])
    return noted


@transaction()
def take_back_address(identity: Identity, *, by) -> bool:
    """It was an error; False for one that was proven, or that somebody has written from or to."""
    only_one("identity", identity.kind, identity.value)
    db.session.refresh(identity)
    if identity.verified_at is not None or identity.how != ROUTE or _in_use(identity):
        return False
    customer = db.session.get(Customer, identity.customer_id)
    db.session.delete(identity)
    record(CUSTOMER_CHANGED, by=by, customer=customer, fields=["addresses"])
    return True


def _count(customer: Customer) -> int | None:
    return db.session.scalar(select(func.count()).where(Identity.customer_id == customer.id))


def _in_use(identity: Identity) -> bool:
    """Whether any row of any part of the program names it: a table made tomorrow is not forgotten."""
    pointing = (
        column
        for table in db.metadata.sorted_tables
        for column in table.columns
        if column.name in ("identity_id", "beside_id")
    )
    return any(db.session.scalar(select(1).where(column == identity.id).limit(1)) for column in pointing)
