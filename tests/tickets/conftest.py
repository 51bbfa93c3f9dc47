"""The cast: ann and bob are agents, sue a supervisor, mia an admin, carol a customer; eve must see nothing."""

import pytest
from sqlalchemy import select

from helpdesk.customers import identify
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.hot import insert
from helpdesk.people import Agent, Membership, Team
from tickets import open_ticket, receive


@pytest.fixture
def orders(app):
    return _team("Orders")


@pytest.fixture
def returns(app):
    return _team("Returns")


@pytest.fixture
def ann(app, orders):
    return _agent("Ann", orders)


@pytest.fixture
def bob(app, orders):
    return _agent("Bob", orders)


@pytest.fixture
def eve(app, returns):
    """An agent of another team."""
    return _agent("Eve", returns)


@pytest.fixture
def sue(app):
    return _agent("Sue", role="supervisor")


@pytest.fixture
def mia(app):
    return _agent("Mia", role="admin")


@pytest.fixture
def carol(app):
    return identify("email", "carol@example.com", verified=True, how="test", name="Carol")[0]


@pytest.fixture
def dave(app):
    return identify("email", "dave@example.com", verified=True, how="test", name="Dave")[0]


@pytest.fixture
def opened(app, orders, carol):
    """opened("My parcel is late", customer=…, **columns): a ticket in the team Orders, with its first message."""

    def opens(text="My parcel is late", *, customer=None, at=None, **values):
        customer = customer or carol
        with transaction():
            ticket = open_ticket(customer, by=customer, at=at, **{"subject": text, "team_id": orders.id, **values})
            receive(ticket, customer, text=text, at=at)
        return ticket

    return opens


@pytest.fixture
def ticket(opened):
    """Carol's ticket in the team Orders; nobody has it yet."""
    return opened()


def _team(name):
    with transaction():
        return insert(Team(name=name))


def _agent(name, *teams, role="agent"):
    with transaction():
        agent = insert(Agent(email=f"{name.lower()}@demo.test", name=name, role=role))
        for team in teams:
            insert(Membership(team_id=team.id, agent_id=agent.id))
    return agent


@pytest.fixture
def happened(app):
    """happened(ticket): the names of its events, oldest first; happened(ticket, "snoozed"): the data of those."""

    def happens(ticket, name=None):
        events = db.session.scalars(select(Event).where(Event.ticket_id == ticket.id).order_by(Event.id)).all()
        return [e.name for e in events] if name is None else [e.data for e in events if e.name == name]

    return happens
