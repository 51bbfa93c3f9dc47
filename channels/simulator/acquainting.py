"""Acquainting a line: whoever wrote before the line was there, the demo's customers, is known to its provider too.

Otherwise the first answer to a ticket of the demo went to somebody the provider has never heard of.
"""

from sqlalchemy import func, select

from channels.inbox import Inbox
from channels.simulator.line import KeptLine
from channels.simulator.register import all_standins
from channels.simulator.standin import Person
from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from tickets import Message

MOST = 1000
DONE = "acquainted"


def acquaint(inbox: Inbox, line: KeptLine) -> None:
    """Let the provider meet the customers of this channel, once for each line; twice at the same time does no harm."""
    meet = getattr(all_standins()[inbox.channel], "meet", None)
    if meet is None or line.get(DONE):
        return
    for identity, customer, wrote_at in _known(inbox):
        meet(Person(identity.value, customer.name or "", _phone(customer), customer.language), line, wrote_at)
    line.put(DONE, True)


def _known(inbox: Inbox) -> list:
    """Who is proven to be on this channel, and when they last wrote to this inbox."""
    last = select(Message.identity_id, func.max(Message.at).label("at"))
    last = last.where(Message.inbox_id == inbox.id, Message.kind == "inbound").group_by(Message.identity_id).subquery()
    query = (
        select(Identity, Customer, last.c.at)
        .join(Customer, Customer.id == Identity.customer_id)
        .outerjoin(last, last.c.identity_id == Identity.id)
        .where(Identity.kind == inbox.channel, Identity.verified_at.is_not(None))
        .order_by(last.c.at.desc(), Identity.id)
        .limit(MOST)
    )
    return list(db.session.execute(query))


def _phone(customer: Customer) -> str:
    query = select(Identity).where(Identity.customer_id == customer.id, Identity.kind == "phone").limit(1)
    found = db.session.scalars(query).first()
    return found.value if found else ""
