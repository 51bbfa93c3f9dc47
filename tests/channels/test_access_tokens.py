"""One access token for all processes: fetched once, renewed in time, dropped when the provider has had enough of it."""

import json
import subprocess
import sys
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine

from channels import access_tokens
from channels.access_tokens import AccessToken, Account, token_of
from channels.channel import Later, Refused, Unsure
from helpdesk import clock, jobs
from helpdesk.db import db
from tests.channels.pigeon import loft
from tests.support.at_once import at_once

TWO_HOURS = 7200.0


class Mint:
    """A provider that gives out tokens, each ending the one before, and counts how often it was asked."""

    def __init__(self):
        self.given, self.trouble, self.lock = [], None, threading.Lock()

    def fetch(self, refused=None):
        if self.trouble:
            raise self.trouble
        with self.lock:
            self.given.append(f"token-{len(self.given) + 1}")
            return self.given[-1], TWO_HOURS


@pytest.fixture
def mint():
    return Mint()


@pytest.fixture
def account(app, mint):
    return Account("pigeon|loft 1|feathers", mint.fetch)


def test_a_token_is_fetched_once_and_then_known(account, mint):
    assert [token_of(account) for _ in range(5)] == ["token-1"] * 5
    assert mint.given == ["token-1"]


def test_every_account_has_a_token_of_its_own_and_another_secret_is_another_account(account, mint):
    token_of(account)
    assert token_of(Account("pigeon|loft 1|other feathers", mint.fetch)) == "token-2"


def test_many_threads_that_need_it_at_once_fetch_it_once(app, account, mint):
    assert at_once(app, *[lambda: token_of(account)] * 12) == ["token-1"] * 12
    assert mint.given == ["token-1"]


def test_it_is_renewed_five_minutes_before_it_ends(account, mint):
    token_of(account)
    with time_machine.travel(clock.now() + timedelta(minutes=114)):
        assert token_of(account) == "token-1"
    with time_machine.travel(clock.now() + timedelta(minutes=116)):
        assert token_of(account) == "token-2"


def test_while_another_renews_it_the_old_one_serves_and_so_it_does_when_the_provider_is_away(account, mint):
    token_of(account)
    with time_machine.travel(clock.now() + timedelta(minutes=117)):
        from helpdesk import lease

        assert lease.take(f"access_token:{account.index.hex()}", 60, "another process")
        assert token_of(account) == "token-1"
        lease.give_back(f"access_token:{account.index.hex()}", "another process")
        mint.trouble = Later("away")
        assert token_of(account) == "token-1"
    with time_machine.travel(clock.now() + timedelta(minutes=121)), pytest.raises(Later):
        token_of(account)


def test_a_refused_token_is_fetched_anew_once_however_many_were_refused_with_it(app, account, mint):
    token_of(account)
    assert at_once(app, *[lambda: token_of(account, refused="token-1")] * 8) == ["token-2"] * 8
    assert mint.given == ["token-1", "token-2"]
    assert token_of(account, refused="token-1") == "token-2"


def test_an_unknown_end_of_fetching_sent_no_message_so_it_is_later(account, mint):
    mint.trouble = Unsure("the provider did not answer in time")
    with pytest.raises(Later):
        token_of(account)
    mint.trouble = Refused("the secret is wrong")
    with pytest.raises(Refused):
        token_of(account)


def test_it_lies_sealed_in_the_database_and_its_account_is_named_nowhere(account):
    token_of(account)
    with db.engine.connect() as connection:
        [row] = connection.exec_driver_sql("SELECT * FROM access_token").mappings()
    kept = b"|".join(value if isinstance(value, bytes) else str(value).encode() for value in row.values())
    assert b"token-1" not in kept and b"feathers" not in kept and b"loft" not in kept


def test_it_is_known_while_valkey_is_away(account, mint, monkeypatch):
    monkeypatch.setattr(jobs, "_connection", None)
    assert [token_of(account) for _ in range(3)] == ["token-1"] * 3
    assert mint.given == ["token-1"]


@pytest.fixture
def lofts_with_tokens(pigeon, account):
    """The pigeon's provider gives tokens."""
    pigeon.account = lambda settings: account
    return loft()


def test_the_schedule_renews_what_is_in_use_and_fetches_nothing_that_nobody_has_asked_for(
    lofts_with_tokens, account, mint, monkeypatch
):
    from channels import register

    monkeypatch.setattr(access_tokens, "all_adapters", register.all_adapters)
    assert access_tokens.renew_due(clock.now()) == 0
    token_of(account)
    assert access_tokens.renew_due(clock.now()) == 0
    with time_machine.travel(clock.now() + timedelta(minutes=116)):
        assert access_tokens.renew_due(clock.now()) == 1
        assert access_tokens.expires_at(account) - clock.now() > timedelta(minutes=119)
    assert mint.given == ["token-1", "token-2"]
    with time_machine.travel(clock.now() + timedelta(days=9)):
        mint.trouble = Refused("the account is closed")
        access_tokens.renew_due(clock.now())
    assert db.session.query(AccessToken).count() == 0


PROCESS = """
import sys, threading, json, requests
from helpdesk.app import create_app
from channels.access_tokens import Account, token_of
app = create_app()
url, threads, got = sys.argv[1], int(sys.argv[2]), []
account = Account("across|processes|secret", lambda refused: (requests.post(url, timeout=30).text, 7200.0))
def need():
    with app.app_context():
        got.append(token_of(account))
print("ready", flush=True)
sys.stdin.readline()
all_threads = [threading.Thread(target=need) for _ in range(threads)]
[thread.start() for thread in all_threads]
[thread.join() for thread in all_threads]
print(json.dumps(got), flush=True)
"""


def test_three_processes_of_six_threads_each_fetch_it_once(app):
    asked = []

    class Provider(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(1)
            threading.Event().wait(0.3)  # slow enough for everybody to come too late
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"token-{len(asked)}".encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, url, "6"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    try:
        assert [process.stdout.readline().strip() for process in processes] == ["ready"] * 3
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        got = [token for process in processes for token in json.loads(process.stdout.readline())]
    finally:
        for process in processes:
            process.kill()
            process.communicate()
        server.shutdown()
        server.server_close()
    assert got == ["token-1"] * 18
    assert len(asked) == 1
