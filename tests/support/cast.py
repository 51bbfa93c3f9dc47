"""The cast: ann and bob are agents, sue a supervisor, mia an admin, carol a customer; eve must see nothing.

A folder's conftest takes them with `from tests.support.cast import *`.
"""

import pytest

from helpdesk import people
from helpdesk.customers import identify
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.people import Agent, Membership, Team
from tickets import open_ticket, receive

PASSWORD = "correct horse battery"
# Of PASSWORD, made once: hashing takes a twentieth of a second on purpose.
_HASH = people.password.hashed(PASSWORD)


@pytest.fixture
def orders(app):
    return make_team("Orders")


@pytest.fixture
def returns(app):
    return make_team("Returns")


@pytest.fixture
def ann(app, orders):
    return make_agent("Ann", orders)


@pytest.fixture
def bob(app, orders):
    return make_agent("Bob", orders)


@pytest.fixture
def eve(app, returns):
    """An agent of another team, who must see nothing."""
    return make_agent("Eve", returns)


@pytest.fixture
def sue(app):
    return make_agent("Sue", role="supervisor")


@pytest.fixture
def mia(app):
    return make_agent("Mia", role="admin")


@pytest.fixture
def carol(app):
    return identify("email", "carol@example.com", verified=True, how="test", name="Carol")[0]


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


@pytest.fixture
def as_agent(app):
    """as_agent(ann): a browser in which ann is signed in, that sends her token with every change."""
    return lambda agent: signed_in(app, agent)


def make_team(name: str) -> Team:
    with transaction():
        return insert(Team(name=name))


def make_agent(name: str, *teams: Team, role: str = "agent", **values) -> Agent:
    with transaction():
        agent = insert(Agent(email=f"{name.lower()}@demo.test", name=name, role=role, password_hash=_HASH, **values))
        for team in teams:
            insert(Membership(team_id=team.id, agent_id=agent.id))
    return agent


def signed_in(app, agent: Agent):
    """A browser with a session of this agent, as a sign-in leaves it, and the token its pages would send."""
    client = app.test_client()
    with app.app_context():
        made = people.sign_in(db.session.get(Agent, agent.id))
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = str(made.id), True
    client.environ_base["HTTP_X_CSRF_TOKEN"] = client.get("/sign-in.json").json["csrf"]
    return client
