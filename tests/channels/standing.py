"""Stand-ins for the tests: the simulator's own host behind a port of the test's, and the inbox connected to it.

`from tests.channels.standing import *` gives the fixture `provider`: provider("telegram") is a Provider.
"""

import hashlib
import itertools
import logging
import threading
from dataclasses import asdict

import pytest
from flask import Flask
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

from channels.channel import File
from channels.connecting import connect
from channels.simulator import faults, phones
from channels.simulator.hosting import Host
from channels.simulator.line import KeptLine
from channels.simulator.postman import Postman
from channels.simulator.register import all_standins
from channels.simulator.serving import PREFIX, providers
from channels.simulator.standin import Act, Person, Posting
from channels.simulator.store import Store
from helpdesk import clock
from tests.support.ports import free_port

__all__ = ["CAROL", "Provider", "provider", "standing"]
CAROL = Person(id="carol", name="Carol Díaz", phone="+14155550100", language="en")


class Standing:
    """A server of stand-ins."""

    def __init__(self, folder, app=None):
        self.app, self.providers = app, {}
        self.rows = Store(folder / "lines.db")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.postman = _Postman(self)
        server = Flask("standing")
        server.register_blueprint(providers(self._host_of, lambda: self.postman))
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._busy, self._idle = 0, threading.Condition()
        self._server = make_server("127.0.0.1", self.port, self._counted(server), threaded=True)
        self._server.daemon_threads = True
        # Ended a hundred times: the usual half a second until it notices would be minutes of all tests.
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def open(self, kind: str, key: str | None = None, standin=None, settings: dict | None = None) -> "Provider":
        """A provider of this kind; with an app, its inbox is connected to it."""
        key = key or f"{kind}-key"
        made = Provider(self, kind, key, standin or all_standins()[kind], settings or {})
        self.providers[kind, key] = made
        return made

    def stop(self) -> None:
        """Answer no more; what was posted has arrived, or it would arrive in the next test."""
        self._server.shutdown()
        with self._idle:
            self._idle.wait_for(lambda: not self._busy, 5)
        self.postman.finish(5)
        self.rows.close()

    def _counted(self, server: Flask):
        def answer(environ, start_response):
            self._count(1)
            return ClosingIterator(server(environ, start_response), [lambda: self._count(-1)])

        return answer

    def _count(self, more: int) -> None:
        with self._idle:
            self._busy += more
            self._idle.notify_all()

    def _host_of(self, kind: str, key: str) -> Host | None:
        known = self.providers.get((kind, key))
        return Host(known.standin, known.new_line()) if known else None


class Provider:
    """One stand-in: .base, .settings, .inbox (if there is an app), .line, and what it has seen."""

    def __init__(self, standing: Standing, kind: str, key: str, standin, settings: dict):
        self.standing, self.kind, self.key, self.standin = standing, kind, key, standin
        self.base = f"{standing.url}{PREFIX}/{kind}/{key}"
        self.settings = standin.settings(self.base, lambda name: _secret(key, name)) | settings
        self.inbox = connect(channel=kind, name=kind, key=key, settings=self.settings) if standing.app else None
        if self.inbox is not None:
            self.settings = self.inbox.settings
        self.line = self.new_line()
        self._names = itertools.count(1)

    def new_line(self) -> KeptLine:
        public = self.standing.app.config["PUBLIC_URL"] if self.standing.app else "http://127.0.0.1:8000"
        return KeptLine(
            self.standing.rows,
            self.kind,
            self.key,
            settings=self.settings,
            base=self.base,
            webhook=f"{public}/hooks/{self.key}",
            now=lambda: clock.now().timestamp(),
        )

    def faults(self, **shares) -> None:
        """Bring the provider into trouble: faults(too_many=0.3, retry_after=3, broken=0.1, hang_after=0.05)."""
        faults.set_faults(self.line, **{"seconds": 0} | shares)

    def counted(self, name: str) -> int:
        """calls, shown, repeated, early, postings, or a kind of trouble."""
        return self.line.counted(name)

    def act(self, what: str = "text", *, person: Person = CAROL, id: str | None = None, **more) -> list[Posting]:
        """What the provider would post when the customer does this."""
        if isinstance(more.get("file"), bytes):
            more["file"] = File("file.bin", data=more["file"])
        name, at = id or f"{self.kind}-in-{next(self._names)}", more.pop("at", None) or clock.now()
        return self.standin.write(Act(what, person, name, at, **more), self.line)

    def post(self, *postings: Posting) -> list:
        """Post these to the webhook, in this thread; our answers."""
        return [post(self.standing.app, self.key, posting) for posting in postings]

    def write(self, text: str = "", what: str = "text", **more) -> list:
        """The customer does this and the provider posts it."""
        return self.post(*self.act(what, text=text, **more))

    def tell(self, message_id: str, state: str, to: str = CAROL.id) -> list:
        """The receipt of one of our messages arrives."""
        return self.post(*self.standin.tell(self.line, message_id, to, state))

    def screen(self, person: str = CAROL.id) -> list[dict]:
        """What stands on this customer's phone."""
        return phones.screen(self.line, person)

    def shown(self, person: str = CAROL.id) -> list[str]:
        """The texts of ours on this customer's phone."""
        return [entry["data"]["text"] for entry in self.screen(person) if entry["side"] == "us"]


def post(app: Flask, key: str, posting: Posting):
    """Post this to the app as the provider would; the answer."""
    with app.app_context():
        return app.test_client().open(
            posting.path or f"/hooks/{key}",
            method=posting.method,
            query_string=posting.query,
            data=posting.body,
            headers=posting.headers,
        )


def _secret(key: str, name: str) -> str:
    return hashlib.sha256(f"{key}{name}".encode()).hexdigest()[:32]


class _Postman(Postman):
    """Carries to the test's own app, without a port."""

    def __init__(self, standing: Standing):
        super().__init__("")
        self.standing = standing

    def deliver(self, line, posting: Posting, tries: int = 0) -> int | None:
        line.count("postings")
        return post(self.standing.app, line.key, posting).status_code if self.standing.app else None


@pytest.fixture
def standing(app, tmp_path):
    """A server of stand-ins for the test's own app."""
    server = Standing(tmp_path, app)
    yield server
    server.stop()


@pytest.fixture
def provider(standing):
    """provider("telegram"): the stand-in of this kind with an inbox that is connected to it."""
    return standing.open


def register_kinds(monkeypatch, adapters: dict, standins: dict) -> None:
    """Let the registers know these kinds for the length of a test."""
    from channels.simulator import register as standing_register
    from tests.channels.pigeon import release

    release(monkeypatch, *adapters.values())
    known = {**all_standins(), **standins}
    monkeypatch.setattr(standing_register, "all_standins", lambda: known)
    from channels import connecting, register

    monkeypatch.setattr(connecting, "all_adapters", register.all_adapters)


def faults_of(provider: Provider) -> dict:
    """The trouble that the provider is in."""
    return asdict(faults.of(provider.line))
