"""Suggesting: who may be the same person as this customer, why, and how surely; a person decides."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import and_, or_, select

from helpdesk import language
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import SAMENESS_REFUSED
from helpdesk.customers.identity import Identity
from helpdesk.customers.origin import NotTheSame
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record
from helpdesk.hot import insert

# How surely each reason alone speaks for one person; several speak together.
PROVEN_AND_CLAIMED, BOTH_CLAIMED, NAME_AND_TAIL, DEVICE = 0.85, 0.7, 0.6, 0.75
MOST, MOST_LOOKED_AT = 10, 300
_OWN_KINDS = ("visitor", "api", "withheld", "line")  # say nothing about a person


@dataclass
class Suggestion:
    """Another customer; `reasons` are [{"why": same_key | name_and_tail | same_device, "kind"}], `score` 0 to 1."""

    customer: Customer
    reasons: list[dict] = field(default_factory=list)
    doubt: float = 1.0

    @property
    def score(self) -> float:
        return round(1.0 - self.doubt, 2)

    def add(self, score: float, **reason) -> None:
        """One more reason; the same one twice counts once."""
        if reason not in self.reasons:
            self.reasons.append(reason)
            self.doubt *= 1.0 - score


# Given a customer's addresses: the numbers of customers who used the same device.
_devices: list[Callable[[list[Identity]], set[int]]] = []


def by_device(same_device: Callable[[list[Identity]], set[int]]) -> None:
    """A channel that can tell devices apart says here who used the same one."""
    if same_device not in _devices:
        _devices.append(same_device)


def suggestions_for(customer: Customer) -> list[Suggestion]:
    """Who may be the same person, the surest first; nobody who was merged, or of whom a person said no."""
    mine = list(
        db.session.scalars(select(Identity).where(Identity.customer_id == customer.id).order_by(Identity.id).limit(50))
    )
    scores: dict[int, list[tuple]] = defaultdict(list)
    for other, kind, score in _same_keys(customer, mine):
        scores[other].append((score, {"why": "same_key", "kind": kind}))
    for other in _same_tail_and_name(customer, mine):
        scores[other].append((NAME_AND_TAIL, {"why": "name_and_tail", "kind": "phone"}))
    for other in {number for same in _devices for number in same(mine)} - {customer.id}:
        scores[other].append((DEVICE, {"why": "same_device", "kind": "visitor"}))
    for other in _refused(customer):
        scores.pop(other, None)
    return _sorted(scores)


@transaction()
def refuse(customer: Customer, other: Customer, *, by) -> bool:
    """A person says that these are two; it is not suggested again. False when it had been said before."""
    one, two = sorted((customer.id, other.id))
    only_one("not_the_same", one, two)
    known = select(NotTheSame.id).where(NotTheSame.one_id == one, NotTheSame.other_id == two)
    if one == two or db.session.scalar(known) is not None:
        return False
    insert(NotTheSame(one_id=one, other_id=two, by_id=getattr(by, "id", None)))
    record(SAMENESS_REFUSED, by=by, customer=customer, other=other.id)
    return True


def _same_keys(customer: Customer, mine: list[Identity]) -> list[tuple[int, str, float]]:
    keys = {(one.kind, one.value_index): one for one in mine if one.kind not in _OWN_KINDS}
    # One look into the index for each: asked for pairs at once, SQLite would read the whole table.
    rows = [row for kind, index in keys for row in _others_with(kind, index, customer)]
    return [
        (
            row.customer_id,
            row.kind,
            PROVEN_AND_CLAIMED if row.verified_at or keys[row.kind, row.value_index].verified_at else BOTH_CLAIMED,
        )
        for row in rows
    ]


def _others_with(kind: str, index: bytes, customer: Customer) -> list[Identity]:
    found = select(Identity).where(Identity.kind == kind, Identity.value_index == index)
    found = found.where(Identity.customer_id != customer.id).limit(MOST_LOOKED_AT)
    return sorted(db.session.scalars(found), key=lambda one: one.id)


def _same_tail_and_name(customer: Customer, mine: list[Identity]) -> set[int]:
    tails, name = {one.tail_index for one in mine if one.tail_index}, _plain(customer.name)
    if not tails or len(name) < 2:
        return set()
    # Of a million customers a hundred have the same four digits: their names alone are read and opened.
    others = db.session.execute(
        select(Customer.id, Customer.row_key, Customer.name_sealed)
        .join(Identity, Identity.customer_id == Customer.id)
        .where(Identity.tail_index.in_(tails), Customer.id != customer.id)
        .order_by(Customer.id.desc())
        .limit(MOST_LOOKED_AT)
    )
    return {number for number, key, sealed in others if _plain(Customer.name.opened("customer", key, sealed)) == name}


def _plain(name: str | None) -> str:
    return "".join(language.fold(name or "").split())


def _refused(customer: Customer) -> list[int]:
    rows = db.session.execute(
        select(NotTheSame.one_id, NotTheSame.other_id).where(
            or_(NotTheSame.one_id == customer.id, NotTheSame.other_id == customer.id)
        )
    )
    return [other if one == customer.id else one for one, other in rows]


def _sorted(scores: dict[int, list[tuple]]) -> list[Suggestion]:
    found = {}
    if scores:
        rows = select(Customer).where(and_(Customer.id.in_(scores), Customer.merged_into_id.is_(None)))
        for row in db.session.scalars(rows):
            found[row.id] = Suggestion(row)
            for score, reason in scores[row.id]:
                found[row.id].add(score, **reason)
    return sorted(found.values(), key=lambda one: (-one.score, one.customer.id))[:MOST]
