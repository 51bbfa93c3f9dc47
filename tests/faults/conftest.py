"""The real program in real processes, a provider that counts, and figures read straight from the database."""

import json
import os
import random
import shutil
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, text

from tests.faults.provider import Provider
from tests.support.databases import Postgresql
from tests.support.running import Running, environment_of
from tests.support.shared import ROOT


class Desk(Running):
    """The program with the two channels of these tests."""

    app = "tests.faults.program"

    def furnish(self, provider: Provider) -> dict[str, str]:
        """People at the desk and inboxes; the inboxes' keys by channel."""
        url = self.environment.get("DATABASE_URL") or f"sqlite:///{self.data}/helpdesk.db"
        self.engine = create_engine(url, pool_pre_ping=True)  # the server may have been restarted
        self.keys = dict(self.ask("SELECT channel, key FROM inbox"))
        if "courier" not in self.keys:  # the demo has inboxes of its own
            self.keys |= json.loads(self.run("furnish", provider.url))
        return self.keys

    def ask(self, statement: str, **values) -> list:
        """Rows of the database, read from outside."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement), values)]

    def number(self, statement: str, **values) -> int:
        """One number of the database."""
        return self.ask(statement, **values)[0][0]


@pytest.fixture(scope="session")
def _provider():
    playing = Provider()
    yield playing
    playing.stop()


@pytest.fixture
def provider(_provider):
    _provider.forget()
    return _provider


@pytest.fixture(scope="session")
def furnished(tmp_path_factory, _provider):
    """The data of a furnished desk that never ran; the desks of SQLite begin as copies of it."""
    data = tmp_path_factory.mktemp("furnished") / "data"
    command = [sys.executable, "-m", "flask", "--app", Desk.app, "furnish", _provider.url]
    subprocess.run(command, cwd=ROOT, env=environment_of(data, 0), check=True, stdout=subprocess.DEVNULL)
    return data


def pytest_generate_tests(metafunc):
    if "desk" in metafunc.fixturenames:
        metafunc.parametrize("database_kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])


@pytest.fixture
def desk(request, tmp_path, provider, furnished, database_kind):
    environment = {}
    if database_kind == "postgresql":
        database = Postgresql(request.getfixturevalue("postgres_url"), f"faults_{os.getpid()}")
        environment["DATABASE_URL"] = database.url
    else:
        shutil.copytree(furnished, tmp_path / "data")
    running = Desk(tmp_path / "data", "--empty", **environment)
    try:
        running.furnish(provider)
        yield running
    finally:
        running.stop()


@pytest.fixture
def chance(request):
    """The same dice at every run; a failure can be thrown again."""
    return random.Random(request.node.name)
