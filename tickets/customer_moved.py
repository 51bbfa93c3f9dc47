"""Customer moved: a ticket's customer was found to be the same person as another, or not to be after all."""

from sqlalchemy import select

from helpdesk.customers import CUSTOMERS_MERGED
from helpdesk.db import db
from helpdesk.events import Event, record
from helpdesk.people import Agent
from tickets.events import CUSTOMER_JOINED, CUSTOMER_PARTED
from tickets.ticket import Ticket

MOST = 50  # the newest: whoever has one of them open sees at once what has changed


def tell_threads(event: Event) -> None:
    """The `now` reaction to customers who were merged or un-merged: their threads say so."""
    by = db.session.get(Agent, event.actor_id) if event.actor_kind == "agent" and event.actor_id else None
    merged = event.name == CUSTOMERS_MERGED
    other = event.data["from"] if merged else event.data["other"]
    name = CUSTOMER_JOINED if merged else CUSTOMER_PARTED
    for ticket in list(
        db.session.scalars(
            select(Ticket)
            .where(Ticket.customer_id == event.customer_id, Ticket.merged_into_id.is_(None))
            .order_by(Ticket.id.desc())
            .limit(MOST)
        )
    ):
        record(name, ticket, by=by, other=other)
