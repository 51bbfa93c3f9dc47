"""The tickets of a customer that still go on, for what happens to the customer and not to a ticket."""

from sqlalchemy import select, text

from helpdesk.db import db
from tickets import Ticket
from tickets.ticket import ACTIVE

MOST = 50


def open_tickets_of(customer_id: int) -> list[Ticket]:
    """The newest fifty of them."""
    query = select(Ticket).where(Ticket.customer_id == customer_id, text(ACTIVE))
    return list(db.session.scalars(query.order_by(Ticket.id.desc()).limit(MOST)))
