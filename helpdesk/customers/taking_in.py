"""Taking in many customers at once, as another program knows them: found by their addresses, or new."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers.customer import Customer
from helpdesk.customers.describing import FIELDS
from helpdesk.customers.identity import Identity, index_of, parts_of
from helpdesk.db import db, only_one, transaction
from helpdesk.hot import insert

HOW = "import"
EXISTING = ("fill", "overwrite", "leave")
MOST_TAGS = 100


@dataclass
class Person:
    """`addresses` are (kind, value in its normal form); `values` some of describing.FIELDS."""

    addresses: list[tuple[str, str]]
    values: dict = field(default_factory=dict)
    created_at: datetime | None = None


@dataclass
class Taken:
    """Who it is now; `before` what of the customer was changed, `addresses` the numbers of identities that are new."""

    customer: Customer
    made: bool
    before: dict = field(default_factory=dict)
    addresses: list[int] = field(default_factory=list)
    left: bool = False  # they were known, and the import leaves such as they are


@transaction()
def take_in(people: list[Person], *, trusted: bool, existing: str = "fill") -> list[Taken]:
    """Find or make a customer for each person. `existing` says what happens to who is known: their empty fields are
    filled, everything is overwritten, or they are left as they are.

    `trusted`: the company knows these addresses to be theirs, so each finds its owner and counts as proven. Otherwise
    they are claims, and only an import that claimed the same before is the same person: nobody gets at the tickets
    of another by a row in a file.
    """
    only_one("identity", HOW, "")  # two imports at once may bring the same person
    known = _known({address for person in people for address in person.addresses}, trusted)
    return [_take(person, known, trusted, existing) for person in people]


def _take(person: Person, known: dict, trusted: bool, existing: str) -> Taken:
    owner = next((known[address] for address in person.addresses if address in known), None)
    if owner is None:
        taken = Taken(_make(person), made=True)
    else:
        customer = db.session.get(Customer, owner)
        if existing == "leave":
            return Taken(customer, made=False, left=True)
        taken = Taken(customer, made=False, before=_describe(customer, person.values, existing == "overwrite"))
    theirs = taken.customer.id
    mine = set() if taken.made else _addresses_of(theirs)
    for address in person.addresses:
        if address not in mine:
            taken.addresses.append(_add(theirs, address, trusted and address not in known, person.created_at))
            known.setdefault(address, theirs)
    return taken


def _known(addresses: set[tuple[str, str]], trusted: bool) -> dict[tuple[str, str], int]:
    """Whose each address is, found by their blind indexes, one question a kind."""
    kinds = defaultdict(dict)
    for kind, value in addresses:
        kinds[kind][index_of(kind, value)] = (kind, value)
    found = {}
    for kind, indexes in kinds.items():
        counts = Identity.verified_at.is_not(None) if trusted else Identity.how == HOW
        query = select(Identity.value_index, Identity.customer_id).where(
            Identity.kind == kind, Identity.value_index.in_(list(indexes)), counts
        )
        for index, customer_id in db.session.execute(query.order_by(Identity.id.desc())):
            found[indexes[bytes(index)]] = _root(customer_id)
    return found


def _root(customer_id: int) -> int:
    """Who speaks for this customer now."""
    seen = set()
    while customer_id not in seen:
        seen.add(customer_id)
        into = db.session.scalar(select(Customer.merged_into_id).where(Customer.id == customer_id))
        customer_id = into or customer_id
    return customer_id


def _make(person: Person) -> Customer:
    values = {name: value for name, value in person.values.items() if name in FIELDS and value not in (None, "", [])}
    at = min(person.created_at or clock.now(), clock.now())
    return insert(Customer(**{"language": "en", "tags": [], **values}, created_at=at))


def _describe(customer: Customer, values: dict, overwrite: bool) -> dict:
    changed = {}
    for name, value in values.items():
        had = getattr(customer, name)
        if name == "tags":
            value = list(dict.fromkeys([*(had or []), *(value or [])]))[:MOST_TAGS]
        if value in (None, "", []) or value == had or (had and not overwrite and name != "tags"):
            continue
        changed[name] = had
        setattr(customer, name, value)
    return changed


def _addresses_of(customer_id: int) -> set[tuple[str, str]]:
    rows = db.session.scalars(select(Identity).where(Identity.customer_id == customer_id).limit(200))
    return {(one.kind, one.value) for one in rows}


def _add(customer_id: int, address: tuple[str, str], verified: bool, at: datetime | None) -> int:
    kind, value = address
    return insert(
        Identity(
            customer_id=customer_id,
            kind=kind,
            value=value,
            value_index=index_of(kind, value),
            **parts_of(kind, value),
            verified_at=clock.now() if verified else None,
            how=HOW,
        )
    ).id


@transaction()
def put_back(customer: Customer, before: dict, took: dict) -> list[str]:
    """Give back what an import overwrote, where it still says what the import wrote; the names of those fields."""
    back = [name for name, value in took.items() if name in before and getattr(customer, name) == value]
    for name in back:
        setattr(customer, name, before[name])
    return back
