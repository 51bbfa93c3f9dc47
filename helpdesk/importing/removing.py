"""Removing what an import made and nobody has used: the rows, and all that hangs on them."""

from sqlalchemy import select

from helpdesk.customers import Identity
from helpdesk.customers.belongings import Leaving, look_through
from helpdesk.customers.belongings import leaving as forgetters
from helpdesk.customers.privacy.forgetting import forget_rows
from helpdesk.db import db
from helpdesk.importing.forgetting import forget_person
from tickets import Message


def remove_ticket(number: int) -> None:
    """The ticket with its messages."""
    messages = list(db.session.scalars(select(Message.id).where(Message.ticket_id == number)))
    _remove(Leaving(customers=[], identities=[], tickets=[number], messages=messages, values=[]))


def remove_customer(number: int) -> None:
    """The customer with the addresses that the import brought."""
    addresses = list(db.session.scalars(select(Identity.id).where(Identity.customer_id == number)))
    _remove(Leaving(customers=[number], identities=addresses, tickets=[], messages=[], values=[]))


def _remove(what: Leaving) -> None:
    db.session.flush()
    for forget in forgetters():
        if forget is not forget_person:  # nobody is erased: the files of imports keep their rows
            forget(what)
    look_through([what])
    forget_rows(what)
    db.session.expire_all()
