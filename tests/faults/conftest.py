"""The real program in real processes, a provider that counts, and figures read straight from the database."""

import json
import random

import pytest
from sqlalchemy import create_engine, text

from tests.faults.provider import Provider
from tests.support.running import Running


class Desk(Running):
    """The program with the two channels of these tests."""

    app = "tests.faults.program"

    def furnish(self, provider: Provider) -> dict[str, str]:
        """People at the desk and inboxes; the inboxes' keys by channel."""
        self.keys = json.loads(self.run("furnish", provider.url))
        self.engine = create_engine(self.environment.get("DATABASE_URL") or f"sqlite:///{self.data}/helpdesk.db")
        return self.keys

    def ask(self, statement: str, **values) -> list:
        """Rows of the database, read from outside."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement), values)]

    def number(self, statement: str, **values) -> int:
        """One number of the database."""
        return self.ask(statement, **values)[0][0]


@pytest.fixture
def provider():
    playing = Provider()
    yield playing
    playing.stop()


@pytest.fixture
def desk(tmp_path, provider):
    running = Desk(tmp_path / "data", "--empty")
    try:
        running.furnish(provider)
        yield running
    finally:
        running.stop()


@pytest.fixture
def chance(request):
    """The same dice at every run; a failure can be thrown again."""
    return random.Random(request.node.name)


@pytest.fixture
def scale(request):
    """5 under make test-long, else 1: a fifth of the full size."""
    return 5 if request.node.get_closest_marker("long") else 1
