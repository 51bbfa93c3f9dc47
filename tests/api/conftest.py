"""A desk with ann and bob in two teams, sue who leads, mia who runs it, and a program for each."""

import base64
from types import SimpleNamespace

import pytest

from helpdesk import people
from helpdesk.api import limiting, numbers, signing_in
from helpdesk.customers import policy
from helpdesk.db import transaction
from helpdesk.hot import insert
from helpdesk.people import Agent, Team


@pytest.fixture
def desk(app):
    """ann (Orders), bob (Returns), sue (supervisor), mia (admin); all see contact data as it is (see customers/)."""
    signing_in.forget(), limiting.forget()
    policy.choose(policy.MASKED_ROLES, [])
    with transaction():
        orders, returns = insert(Team(name="Orders")), insert(Team(name="Returns"))
        ann, bob, sue, mia = (
            insert(Agent(email=f"{name}@desk.test", name=name.title(), role=role))
            for name, role in (("ann", "agent"), ("bob", "agent"), ("sue", "supervisor"), ("mia", "admin"))
        )
        people.join_team(ann, orders, by=mia), people.join_team(bob, returns, by=mia)
    return SimpleNamespace(ann=ann, bob=bob, sue=sue, mia=mia, orders=orders, returns=returns)


class Program:
    """A program that asks in an agent's name."""

    def __init__(self, client, agent):
        self.client, self.agent = client, agent
        self.token = people.api_token.create(agent, name="test", by=None)
        signed = base64.b64encode(f"{agent.email}/token:{self.token}".encode()).decode()
        self.headers = {"Authorization": f"Basic {signed}"}
        self.user_id = numbers.of_agent(agent.id)

    def ask(self, method, path, body=None, **headers):
        """The response to this request under /api/v2."""
        return self.client.open(f"/api/v2/{path}", method=method, json=body, headers={**self.headers, **headers})

    def get(self, path):
        """The JSON of a 200."""
        response = self.ask("GET", path)
        assert response.status_code == 200, response.text
        return response.get_json()

    def post(self, path, body, **headers):
        """The JSON of a 200 or 201."""
        response = self.ask("POST", path, body, **headers)
        assert response.status_code in (200, 201), response.text
        return response.get_json()

    def put(self, path, body, **headers):
        """The JSON of a 200."""
        response = self.ask("PUT", path, body, **headers)
        assert response.status_code == 200, response.text
        return response.get_json()

    def ticket(self, text="Where is my parcel?", email="carol@example.test", **values):
        """A new ticket of a customer."""
        said = {"requester": {"name": "Carol", "email": email}, "comment": {"body": text}, **values}
        return self.post("tickets.json", {"ticket": said})["ticket"]


@pytest.fixture
def ann(desk, client):
    return Program(client, desk.ann)


@pytest.fixture
def bob(desk, client):
    return Program(client, desk.bob)


@pytest.fixture
def mia(desk, client):
    return Program(client, desk.mia)


@pytest.fixture
def anybody(desk, client):
    """Nobody's program."""
    return client
