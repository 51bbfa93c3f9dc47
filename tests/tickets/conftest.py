"""The cast, dave who is another customer, and what has happened to a ticket."""

import pytest
from sqlalchemy import select

from helpdesk.customers import identify
from helpdesk.db import db
from helpdesk.events import Event
from tests.support.cast import *  # noqa: F403
from tickets import finding
from tickets.indexing import index_waiting


@pytest.fixture
def dave(app):
    return identify("email", "dave@example.com", verified=True, how="test", name="Dave")[0]


@pytest.fixture
def happened(app):
    """happened(ticket): the names of its events, oldest first; happened(ticket, "snoozed"): the data of those."""

    def happens(ticket, name=None):
        events = db.session.scalars(select(Event).where(Event.ticket_id == ticket.id).order_by(Event.id)).all()
        return [e.name for e in events] if name is None else [e.data for e in events if e.name == name]

    return happens


@pytest.fixture
def found(app):
    """found(agent, "refund -camera", …): the numbers of the tickets found, everything written before indexed."""

    def finds(agent, typed, **more):
        index_waiting()
        return [hit.ticket.id for hit in finding.visible_to(agent).search(typed, **more).hits]

    return finds
