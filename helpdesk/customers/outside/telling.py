"""Telling: another system says something of a customer, and it is kept until it says otherwise."""

import re

from sqlalchemy import delete, select

from helpdesk import clock
from helpdesk.crypto import blind
from helpdesk.customers.customer import Customer
from helpdesk.customers.events import FACTS_CHANGED
from helpdesk.customers.outside.fact import OutsideFact
from helpdesk.db import db, only_one, transaction
from helpdesk.events import record

MOST_FACTS, LONGEST = 100, 2000


class BadFact(ValueError):
    """This is no fact; `key` says which."""

    def __init__(self, key: str, text: str):
        self.key = key
        super().__init__(text)


@transaction()
def tell_facts(customer: Customer, facts: dict, *, by, source: str = "api") -> list[str]:
    """Keep these (key: text, number, true or false; None forgets it); the keys that changed. Raises BadFact."""
    for key, value in facts.items():
        _check(key, value)
    only_one("facts", customer.id)
    known = {fact.key: fact for fact in facts_told(customer.id)}
    if len(known.keys() | {key for key, value in facts.items() if value is not None}) > MOST_FACTS:
        raise BadFact("", f"a customer has {MOST_FACTS} facts at most")
    changed = [key for key, value in facts.items() if (known[key].value if key in known else None) != value]
    for key in changed:
        _keep(customer, key, facts[key], source[:60])
    if changed:
        record(FACTS_CHANGED, by=by, customer=customer, keys=changed)
    return changed


def facts_told(customer_id: int) -> list[OutsideFact]:
    """What is kept of this customer; of two by one name the newer."""
    found = select(OutsideFact).where(OutsideFact.customer_id == customer_id)
    rows = db.session.scalars(found.order_by(OutsideFact.at, OutsideFact.id).limit(3 * MOST_FACTS))
    newest = {row.key: row for row in rows}
    return [newest[key] for key in sorted(newest)]


def keys_told(limit: int = 100) -> list[str]:
    """The names of all facts that were told of anybody."""
    return list(db.session.scalars(select(OutsideFact.key).distinct().order_by(OutsideFact.key).limit(limit)))


def keys_of_numbers() -> set[str]:
    """The names of those that are figures, which can be more or less than something."""
    figures = select(OutsideFact.key).where(OutsideFact.number.is_not(None))
    return set(db.session.scalars(figures.distinct().limit(1000)))


def word_index(key: str, value) -> bytes:
    """By what a word is found though it is sealed."""
    return blind(f"outside_fact.{key}", str(value).strip().casefold())


def _check(key, value) -> None:
    if not isinstance(key, str) or not re.fullmatch(r"[a-z0-9_.-]{1,60}", key):
        raise BadFact(str(key)[:60], "a key is 1 to 60 of a–z, 0–9, _, . and -")
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int | float) and abs(value) < 2**53:
        return
    if not isinstance(value, str) or len(value) > LONGEST:
        raise BadFact(key, f"{key} is a text of at most {LONGEST} characters, a number, true or false")


def _keep(customer: Customer, key: str, value, source: str) -> None:
    db.session.execute(delete(OutsideFact).where(OutsideFact.customer_id == customer.id, OutsideFact.key == key))
    if value is None:
        return
    counts = isinstance(value, int | float) and not isinstance(value, bool)
    row = OutsideFact(
        customer_id=customer.id,
        row_key=None,
        key=key,
        source=source,
        at=clock.now(),
        number=float(value) if counts else None,
        word_index=None if counts else word_index(key, value),
    )
    row.value = value
    db.session.add(row)
