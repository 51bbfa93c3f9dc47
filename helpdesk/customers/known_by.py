"""Known by: the address by which somebody is told apart who has not said their name."""

from collections.abc import Iterable

from sqlalchemy import select

from helpdesk.customers.customer import Customer
from helpdesk.customers.identity import Identity
from helpdesk.db import db

# What people can read, the most telling first; a provider's or a browser's own id says nothing to anybody.
TELLING = ("email", "phone", "whatsapp", "member_card", "external_id", "user_id")


def known_by(found: Iterable[Customer | None]) -> dict[int, Identity]:
    """The best address of each of these without a name, proven before stated; one question, or none."""
    unnamed = {one.id for one in found if one is not None and not one.name}
    if not unnamed:
        return {}
    theirs = select(Identity).where(Identity.customer_id.in_(unnamed), Identity.kind.in_(TELLING))
    best: dict[int, Identity] = {}
    for one in sorted(db.session.scalars(theirs), key=_rank):
        best.setdefault(one.customer_id, one)
    return best


def _rank(one: Identity) -> tuple:
    return one.verified_at is None, TELLING.index(one.kind), one.id
