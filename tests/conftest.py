"""Fixtures: real databases, a real Valkey, a real SMTP server, a real Chromium, the real program.

A test asks for `app` (and `client`). It runs on SQLite; a test marked `both_databases`, or in one of the
folders below, runs on PostgreSQL too. Another PostgreSQL than the wheel's: DATABASE_URL_TEST.

Adapters ask no database anything (what they share does, in tests/channels itself, e-mail and voice), so theirs run on
PostgreSQL with --everywhere only, as `make test-long` has it.
"""

import logging
import os
import re
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest

DATA = Path(tempfile.mkdtemp(prefix="helpdesk-tests-"))
# Before anything of the program is imported: a test run must never touch its user's data, database or keys.
for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "HELPDESK_KEYS", "HELPDESK_ENV"):
    os.environ.pop(name, None)
os.environ["HELPDESK_DATA"] = str(DATA / "app")
os.environ["PUBLIC_URL"] = "http://127.0.0.1:8000"
(DATA / "app").mkdir()

TESTS = Path(__file__).parent
ON_BOTH_DATABASES = ("foundation", "people", "customers", "tickets", "channels", "routing")

# One program of the demo for all of these, and another for those; the desks of the faults begin as copies of one.
TOGETHER = {
    "the console's program": ("tests/console/test_page_", "tests/demo/test_shop_in_browser"),
    "the stories' program": ("tests/simulator/test_stories", "tests/stories/"),
    "the faults' desks": ("tests/faults/",),
}
LONG = (
    "tests/infra/test_whole_program",
    "tests/attacks/test_09",
    "tests/api/test_zenpy",
    "tests/widget/test_in_browser",
)
FIRST = (*TOGETHER.values(), LONG)

ADAPTERS = (
    "simulator",
    "test_contract.py",
    "instagram",
    "line",
    "messaging",
    "messenger",
    "meta",
    "sms",
    "tencent",
    "telegram",
    "wechat",
    "wecom",
    "whatsapp",
)


def pytest_addoption(parser):
    parser.addoption("--everywhere", action="store_true", help="every test on PostgreSQL too")


def pytest_unconfigure():
    shutil.rmtree(DATA, ignore_errors=True)


def pytest_generate_tests(metafunc):
    if "database" in metafunc.fixturenames:
        folder, *inner = metafunc.definition.path.relative_to(TESTS).parts
        adapter = folder == "channels" and inner[0] in ADAPTERS and not metafunc.config.getoption("everywhere")
        both = (folder in ON_BOTH_DATABASES and not adapter) or metafunc.definition.get_closest_marker("both_databases")
        both = both or metafunc.config.getoption("everywhere")
        kinds = ["sqlite", "postgresql"] if both else ["sqlite"]
        metafunc.parametrize("database", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgres_url():
    """The address of a PostgreSQL where databases may be made."""
    given = os.environ.get("DATABASE_URL_TEST")
    if given:
        yield given
        return
    from tests.support.postgres import Postgres

    server = Postgres()
    # Its own tools, as backups need them: those of the machine may be older than the server.
    os.environ["PATH"] = f"{server.programs}{os.pathsep}{os.environ['PATH']}"
    yield server.url()
    server.stop()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """What takes long comes first, so that no worker is left alone with it at the end; then SQLite, then PostgreSQL, so
    that each worker changes its database once."""
    yield
    items.sort(key=lambda item: (_turn(item.nodeid), _on_postgresql(item.nodeid)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """The workers share the tests by file and database, in their order; what shares a program stays together.

    Not by --dist loadgroup: the marks of xdist 3.8 are lost on pytest 9.2, and each test goes its own way.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByProgramAndDatabase(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            place, kind = nodeid.partition("::")[0], _on_postgresql(nodeid)
            return next((name for name, places in TOGETHER.items() if place.startswith(places)), f"{place}:{kind}")

    return ByProgramAndDatabase(config, log) if config.getvalue("dist") == "loadscope" else None


def _turn(nodeid: str) -> int:
    return next((turn for turn, places in enumerate(FIRST) if nodeid.startswith(places)), len(FIRST))


def _on_postgresql(nodeid: str) -> bool:
    return re.search(r"[\[-]postgresql[-\]]", nodeid) is not None


@pytest.fixture(scope="session")
def _databases():
    made = {}
    yield made
    if "postgresql" in made and os.environ.get("DATABASE_URL_TEST"):  # our own server goes with all it holds
        made["postgresql"].drop()


@pytest.fixture(scope="session")
def database(request, worker_id, _databases):
    """A database of this worker's own, Sqlite or Postgresql of tests.support.databases; made once."""
    from tests.support.databases import Postgresql, Sqlite

    if request.param not in _databases:
        if request.param == "sqlite":
            _databases["sqlite"] = Sqlite(DATA)
        else:
            server = request.getfixturevalue("postgres_url")
            _databases["postgresql"] = Postgresql(server, f"helpdesk_tests_{worker_id}")
    return _databases[request.param]


@pytest.fixture(scope="session")
def valkey_url():
    """The address of a real Valkey of this worker's own."""
    from helpdesk import valkey

    url = valkey.ensure(DATA)
    os.environ["REDIS_URL"] = url
    yield url
    # What listens to it for the sockets has no end of its own: it would ask for it until the process is gone.
    logging.getLogger("socketio.server").disabled = True
    valkey.stop(url)


@pytest.fixture(scope="session")
def _app_made_once(database, valkey_url):
    from helpdesk.db import db
    from tests.support.application import make_app

    app = make_app(database)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(_app_made_once, database, valkey_url):
    """The app on an empty database and an empty Valkey, its context pushed."""
    from helpdesk import valkey
    from tests.support.application import put_back

    put_back(_app_made_once, database, DATA / "app")
    with valkey.client(valkey_url) as server:
        server.flushall()
    with _app_made_once.app_context():
        yield _app_made_once


@pytest.fixture
def client(app):
    """A browser without pages, nobody signed in; app.test_client() gives more of them."""
    return app.test_client()


@pytest.fixture
def smtp_server():
    """A real SMTP server: .host, .port, .deliveries, .sent_to(address), .answer("451 later")."""
    from tests.support.smtp import SmtpServer

    server = SmtpServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _dovecot():
    from tests.support.dovecot import Dovecot

    server = Dovecot()
    yield server
    server.remove()


@pytest.fixture
def imap_server(_dovecot):
    """A real Dovecot of this worker's own: .put(user, mail), .count(user, "UNSEEN"), .settings(user), .stop()."""
    _dovecot.start()
    return _dovecot


@pytest.fixture(scope="session")
def browser():
    """Chromium, one for all tests; ask for `people` to open windows."""
    from tests.support.browsing import one_browser

    with one_browser() as chromium:
        yield chromium


@pytest.fixture
def people(browser):
    """people.arrive(locale="zh-CN", viewport=…): a person with a window; a complaint in its console fails."""
    from tests.support.browsing import People

    everybody = People(browser)
    yield everybody
    everybody.leave()


@pytest.fixture
def page(people):
    """One person's window."""
    return people.arrive()


@pytest.fixture(scope="session")
def live_server(tmp_path_factory):
    """The whole program with the demo shop, shared by this worker's tests: .url, .run("inbox", "list")."""
    from tests.support.running import Running

    running = Running(tmp_path_factory.mktemp("live") / "data")
    with sqlite3.connect(running.data / "helpdesk.db", timeout=30) as desk:  # shared by many: nobody's shall be full
        desk.execute("UPDATE agent SET capacity = 500")
    yield running
    running.stop()


@pytest.fixture
def empty_server(tmp_path):
    """The whole program without any data, this test's own: it may be killed, stopped and started again."""
    from tests.support.running import Running

    running = Running(tmp_path / "data", "--empty")
    yield running
    running.stop()
