"""A desk with one simulated inbox, and mia and ann who may try it."""

import pytest

from channels.connecting import connect
from channels.simulator.demo_lines import base_of, secret_of, store
from channels.simulator.register import SIMULATED
from channels.simulator.standins import email as mail
from tests.support.cast import *  # noqa: F403


@pytest.fixture
def inbox(app, orders):
    """A simulated mailbox."""
    store().forget()
    row = connect(
        channel="email",
        name="help@songtide.test",
        key="email",
        team_id=orders.id,
        settings=mail.settings(base_of("email", "email"), secret_of("email")),
        options={SIMULATED: True},
    )
    yield row
    store().forget()


@pytest.fixture
def served(app, monkeypatch):
    """The app behind a real port, which it takes for its own."""
    from tests.support.served import Served

    server = Served(app)
    monkeypatch.setitem(app.config, "PORT", str(server.port))
    yield server
    server.stop()
