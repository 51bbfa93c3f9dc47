"""Taking in many customers at once, as another program knows them: found by their addresses, or new."""

import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers.customer import Customer
from helpdesk.customers.describing import FIELDS
from helpdesk.customers.identity import Identity, index_of, parts_of
from helpdesk.db import db, only_one, transaction
from helpdesk.hot import insert_many, write_many

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
    block = _Block({address for person in people for address in person.addresses}, trusted)
    taken = [block.take(person, existing) for person in people]
    block.write()
    return taken


class _Block:
    """People who are taken in together: read by a few statements, written by two, however many they are."""

    def __init__(self, addresses: set[tuple[str, str]], trusted: bool):
        self.indexes = {address: index_of(*address) for address in addresses}
        self.trusted = trusted
        known = _known(self.indexes, trusted)
        there = {one.id: one for one in _by_number(set(known.values()))}
        self.owners = {address: there[number] for address, number in known.items() if number in there}
        self.theirs = _addresses_of(there, self.indexes)
        self.fresh: list[Customer] = []
        self.claims: list[tuple[Taken, tuple[str, str], bool]] = []

    def take(self, person: Person, existing: str) -> Taken:
        owner = next((self.owners[address] for address in person.addresses if address in self.owners), None)
        if owner is None:
            taken = Taken(_new(person), made=True)
            self.fresh.append(taken.customer)
        elif existing == "leave":
            return Taken(owner, made=False, left=True)
        else:
            taken = Taken(owner, made=False, before=_describe(owner, person.values, existing == "overwrite"))
        mine = self.theirs.setdefault(taken.customer.row_key, set())
        for address in person.addresses:
            if address not in mine:
                mine.add(address)
                self.claims.append((taken, address, self.trusted and address not in self.owners))
                self.owners.setdefault(address, taken.customer)
        return taken

    def write(self) -> None:
        insert_many(self.fresh)
        now = clock.now()
        rows = [self._identity(*claim, now) for claim in self.claims]
        for (taken, *_), number in zip(self.claims, write_many(Identity, rows), strict=True):
            taken.addresses.append(number)

    def _identity(self, taken: Taken, address: tuple[str, str], verified: bool, now: datetime) -> dict:
        (kind, value), key = address, secrets.token_bytes(16)
        return {
            "row_key": key,
            "customer_id": taken.customer.id,
            "kind": kind,
            "value_sealed": Identity.value.envelope(Identity.__tablename__, key, value),
            "value_index": self.indexes[address],
            **parts_of(kind, value),
            "verified_at": now if verified else None,
            "how": HOW,
            "created_at": now,
        }


def _known(indexes: dict[tuple[str, str], bytes], trusted: bool) -> dict[tuple[str, str], int]:
    """Whose each address is, found by their blind indexes, one question a kind."""
    kinds = defaultdict(dict)
    for (kind, value), index in indexes.items():
        kinds[kind][index] = (kind, value)
    found = {}
    for kind, some in kinds.items():
        counts = Identity.verified_at.is_not(None) if trusted else Identity.how == HOW
        query = select(Identity.value_index, Identity.customer_id).where(
            Identity.kind == kind, Identity.value_index.in_(list(some)), counts
        )
        for index, customer_id in db.session.execute(query.order_by(Identity.id.desc())):
            found[some[bytes(index)]] = customer_id
    roots = _roots(set(found.values()))
    return {address: roots[number] for address, number in found.items()}


def _roots(numbers: set[int]) -> dict[int, int]:
    """Who speaks for each of these customers now."""
    roots, seen = {number: number for number in numbers}, set()
    while numbers := numbers - seen:
        seen |= numbers
        merged = select(Customer.id, Customer.merged_into_id).where(
            Customer.id.in_(numbers), Customer.merged_into_id.is_not(None)
        )
        into = dict(map(tuple, db.session.execute(merged)))
        roots = {number: into.get(root, root) for number, root in roots.items()}
        numbers = set(into.values())
    return roots


def _by_number(numbers: set[int]) -> list[Customer]:
    return list(db.session.scalars(select(Customer).where(Customer.id.in_(numbers)))) if numbers else []


def _addresses_of(there: dict[int, Customer], indexes: dict[tuple[str, str], bytes]) -> dict[bytes, set]:
    """Which of these addresses who is known has already, by the key of their row."""
    called = {(kind, index): (kind, value) for (kind, value), index in indexes.items()}
    found: dict[bytes, set] = {}
    if there:
        query = select(Identity.customer_id, Identity.kind, Identity.value_index).where(
            Identity.customer_id.in_(there), Identity.value_index.in_(list(indexes.values()))
        )
        for number, kind, index in db.session.execute(query):
            found.setdefault(there[number].row_key, set()).add(called.get((kind, bytes(index))))
    return found


def _new(person: Person) -> Customer:
    values = {name: value for name, value in person.values.items() if name in FIELDS and value not in (None, "", [])}
    at = min(person.created_at or clock.now(), clock.now())
    return Customer(**{"language": "en", "tags": [], "row_key": secrets.token_bytes(16), **values}, created_at=at)


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


@transaction()
def put_back(customer: Customer, before: dict, took: dict) -> list[str]:
    """Give back what an import overwrote, where it still says what the import wrote; the names of those fields."""
    back = [name for name, value in took.items() if name in before and getattr(customer, name) == value]
    for name in back:
        setattr(customer, name, before[name])
    return back
