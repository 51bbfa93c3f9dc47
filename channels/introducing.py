"""Introducing: some providers tell who a customer is only when they are asked; a job asks after a ticket was opened.

It is a convenience and not kept in rows: what is lost is asked again with their next ticket.
"""

import structlog

from channels.channel import Later, Refused, Unsure
from channels.inbox import Inbox
from channels.register import adapter_of
from helpdesk import customers, jobs
from helpdesk.customers import Customer, Identity
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM

log = structlog.get_logger()


def plan(inbox: Inbox, identity: Identity) -> None:
    """Have the provider asked who this is, if it can be; called inside the verb that opens the ticket."""
    if hasattr(adapter_of(inbox), "who"):
        jobs.later(look, inbox.id, identity.id, queue="media")


def look(inbox_id: int, identity_id: int) -> None:
    """The job: ask, and note what is new."""
    inbox, identity = db.session.get(Inbox, inbox_id), db.session.get(Identity, identity_id)
    if inbox is None or identity is None:
        return
    who, settings, address = adapter_of(inbox).who, inbox.settings or {}, identity.value
    db.session.rollback()  # no connection is held while the provider takes its time
    try:
        found = who(settings, address)
    except (Later, Refused, Unsure) as why:
        log.warning("not introduced", inbox_id=inbox_id, error=type(why).__name__)
        return
    _note(identity_id, found.name, found.also_proves)


@transaction()
def _note(identity_id: int, name: str, proves: dict[str, str]) -> None:
    identity = db.session.get(Identity, identity_id)
    customer = db.session.get(Customer, identity.customer_id) if identity else None
    if customer is None:
        return
    if name.strip() and not customer.name:
        customers.describe(customer, by=SYSTEM, name=name.strip()[:200])
    for kind, value in proves.items():
        customers.prove(customer, kind, value, how="channel", beside=identity)
