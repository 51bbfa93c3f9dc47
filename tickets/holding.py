"""Hold a ticket: until the transaction ends nobody else changes it, and it is read as it now is."""

from helpdesk.db import db


def hold(*tickets) -> None:
    """Queue up for these tickets instead of failing and trying again. SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        for ticket in sorted(tickets, key=lambda one: one.id):  # always in this order: no two wait for each other
            db.session.refresh(ticket, with_for_update={"key_share": True})
