import pytest

from helpdesk.db import db, transaction
from helpdesk.people import Agent
from tests.support.cast import *  # noqa: F403
from tests.support.sockets import Served


@pytest.fixture
def served(app):
    """The app on a real port."""
    before, running = app.config["PUBLIC_URL"], Served(app)
    yield running
    running.stop()
    app.config["PUBLIC_URL"] = before


@pytest.fixture
def listening(served, as_agent):
    """listening(ann): a socket of ann's, who has no room: here nobody is given tickets for merely being here."""

    def listens(agent, **options):
        with transaction():
            db.session.get(Agent, agent.id).capacity = 0
        return served.listen(as_agent(agent), **options)

    return listens
