"""Removing what an import made and nobody has used: the rows, and all that hangs on them."""

from dataclasses import dataclass, field

from sqlalchemy import delete, select

from helpdesk.customers import Identity
from helpdesk.customers.belongings import Leaving, look_through
from helpdesk.customers.belongings import leaving as forgetters
from helpdesk.customers.privacy.forgetting import forget_rows
from helpdesk.db import db
from helpdesk.importing.forgetting import forget_person
from tickets import Message


@dataclass
class Gone:
    """What is to go together: for each alone everything would be looked through for whatever hangs on it."""

    customers: list[int] = field(default_factory=list)
    addresses: list[int] = field(default_factory=list)
    tickets: list[int] = field(default_factory=list)
    used: frozenset[int] = frozenset()  # addresses that somebody wrote from or to since


def used_addresses(numbers: list[int]) -> frozenset[int]:
    """Which of these addresses something hangs on: a ticket, a message, a call, a visit."""
    pointing = [
        key.parent
        for table in db.metadata.tables.values()
        for key in table.foreign_keys
        if key.column is Identity.__table__.c.id
    ]
    found = (db.session.scalars(select(one).where(one.in_(numbers)).distinct()) for one in pointing)
    return frozenset(number for some in found for number in some)


def remove(gone: Gone) -> None:
    """The tickets with their messages, the addresses, and the customers with what else hangs on them."""
    db.session.flush()
    db.session.execute(delete(Identity).where(Identity.id.in_(gone.addresses)))
    if not gone.customers and not gone.tickets:
        return
    messages = list(db.session.scalars(select(Message.id).where(Message.ticket_id.in_(gone.tickets))))
    addresses = list(db.session.scalars(select(Identity.id).where(Identity.customer_id.in_(gone.customers))))
    what = Leaving(gone.customers, addresses, gone.tickets, messages, values=[])
    for forget in forgetters():
        if forget is not forget_person:  # nobody is erased: the files of imports keep their rows
            forget(what)
    look_through([what])
    forget_rows(what)
    db.session.expire_all()
