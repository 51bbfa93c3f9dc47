"""Who writes? The same verified address is the same customer; a claim merges nothing."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers import identity as addresses
from helpdesk.customers.customer import Customer
from helpdesk.customers.identity import Identity, index_of, normal, parts_of
from helpdesk.db import db, only_one, transaction
from helpdesk.hot import get, insert

# One person's for good at all accounts of a company, and given to nobody else later, as a phone number is.
PERSONAL = ("unionid",)
# A claim that is itself the way the answers go (a From line): whoever proves the address has read them already.
ROUTE = "from"


@transaction()
def identify(
    kind: str,
    value: str,
    *,
    verified: bool,
    how: str,
    name: str = "",
    language: str = "en",
    region: str | None = None,
    vouched: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Customer, Identity]:
    """The customer who writes from this address, and the address; a new customer when nobody has it.

    An address that is new belongs to who has proven what the channel vouches for beside it, if that is PERSONAL.
    Unverified (a From line nobody vouches for, a form) finds only who claimed the same the same way before: it can
    never reach the customer who owns the verified address. Raises ValueError for a value that is none.
    """
    value = normal(kind, value, region)
    only_one("identity", kind, value)
    ask, way = (addresses.verified_or_claimed, ROUTE) if verified else (addresses.claimed, how)
    found = ask(kind, value, how=way)
    if found is not None:
        if verified and found.verified_at is None:
            found.verified_at, found.how = clock.now(), how
        return get(Customer, found.customer_id), found
    if verified and (same := _proven(vouched)):
        customer = get(Customer, same.customer_id)
        return customer, _add(customer, kind, value, True, how, same)
    return introduce(kind, value, how=how, name=name, language=language, verified=verified)


@transaction()
def introduce(
    kind: str, value: str, *, how: str, name: str = "", language: str = "en", verified: bool = False
) -> tuple[Customer, Identity]:
    """A new customer with this address, given in its normal form, whoever else may have it."""
    customer = insert(Customer(name=name.strip()[:200] or None, language=language))
    return customer, _add(customer, kind, value, verified, how)


@transaction()
def claim(
    customer: Customer, kind: str, value: str, *, how: str, beside: Identity | None = None, region: str | None = None
) -> Identity:
    """The customer says this address is theirs; it is noted, it proves nothing. Raises ValueError if it is none.

    `beside` is the address from which they say it; where that belongs this one belongs, should a merge be undone.
    """
    value = normal(kind, value, region)
    mine = db.session.scalar(
        select(Identity).where(
            Identity.customer_id == customer.id, Identity.kind == kind, Identity.value_index == index_of(kind, value)
        )
    )
    return mine or _add(customer, kind, value, False, how, beside)


@transaction()
def prove(customer: Customer, kind: str, value: str, *, how: str, beside: Identity | None = None) -> Identity:
    """The channel vouches that this address, too, is the customer's. Raises ValueError if it is none.

    Where another customer has proven it before it stays a claim: nobody is merged by it.
    """
    mine = claim(customer, kind, value, how=how, beside=beside)
    verify(mine, how=how)
    return mine


@transaction()
def verify(identity: Identity, *, how: str) -> bool:
    """The address has been proven to be the customer's; False when another customer has proven it before."""
    if identity.verified_at:
        return True
    only_one("identity", identity.kind, identity.value)
    if addresses.verified(identity.kind, identity.value):
        return False
    identity.verified_at, identity.how = clock.now(), how
    return True


def _proven(vouched: Mapping[str, str]) -> Identity | None:
    found = (addresses.verified(kind, normal(kind, vouched[kind])) for kind in PERSONAL if vouched.get(kind))
    return next(filter(None, found), None)


def _add(customer, kind, value, verified, how, beside=None) -> Identity:
    return insert(
        Identity(
            customer_id=customer.id,
            kind=kind,
            value=value,
            value_index=index_of(kind, value),
            **parts_of(kind, value),
            verified_at=clock.now() if verified else None,
            how=how,
            beside_id=beside.id if beside is not None else None,
        )
    )
