"""Hold a ticket: until the transaction ends nobody else changes it, and it is read as it now is."""

from collections.abc import Iterable

from sqlalchemy import select

from helpdesk.db import db
from tickets.ticket import Ticket


def hold(*tickets) -> None:
    """Queue up for these tickets instead of failing and trying again. SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        for ticket in sorted(tickets, key=lambda one: one.id):  # always in this order: no two wait for each other
            db.session.refresh(ticket, with_for_update={"key_share": True})


def held(numbers: Iterable[int]) -> dict[int, Ticket]:
    """The tickets of these numbers, all held, in one statement; by their number."""
    query = select(Ticket).where(Ticket.id.in_(set(numbers))).order_by(Ticket.id)
    if db.engine.dialect.name == "postgresql":
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {ticket.id: ticket for ticket in db.session.scalars(query)}
