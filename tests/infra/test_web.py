"""The web process: threads with open sockets, a port that outlives it, a stop that keeps nobody waiting."""

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
import requests
import socketio

from helpdesk import web
from tests.support import eventually
from tests.support.ports import free_port
from tests.support.shared import ROOT

PROGRAM = """
    import pathlib, sys, time
    from functools import partial
    from flask import Flask
    from flask_socketio import SocketIO
    from helpdesk import processes, web

    app = Flask("small")
    live = SocketIO(app, async_mode="threading")
    app.add_url_rule("/", "hello", lambda: "hello")
    app.config.update(WEB_MODE="threads", WEB_THREADS="20", WEB_PROCESSES="1", TRUSTED_PROXIES="0")
    app.add_url_rule("/slow", "slow", lambda: pathlib.Path(sys.argv[2]).touch() or time.sleep(1) or "done")
    live.on("echo")(lambda words: words)
    listener = web.listen(int(sys.argv[1]))
    processes.keep([("web", partial(web.serve, app, listener))], stop_within=60.0)
"""


class Served:
    """The small program above on a port of its own."""

    def __init__(self, begun):
        self.begun = begun  # appears when /slow has begun
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(self.port), str(begun)]
        self.process = subprocess.Popen(command, cwd=ROOT)
        eventually(self.answers)

    def answers(self):
        if self.process.poll() is not None:
            pytest.fail("it ended at once")
        try:
            return requests.get(self.url, timeout=30).text == "hello"
        except requests.ConnectionError:
            return False

    def family(self):
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]


@pytest.fixture
def served(tmp_path):
    running = Served(tmp_path / "begun")
    yield running
    running.process.kill()
    running.process.wait()


def test_it_listens_on_this_machine_only(served):
    sockets = [socket for process in served.family() for socket in process.net_connections("inet")]
    assert {socket.laddr.ip for socket in sockets if socket.status == "LISTEN"} == {"127.0.0.1"}


def test_a_socket_echoes_and_the_stop_waits_neither_for_it_nor_for_idle_connections(served):
    browser = socketio.Client(reconnection=False)
    browser.connect(served.url, transports=["websocket"])
    assert browser.call("echo", "你好", timeout=30) == "你好"
    idle = requests.Session()
    idle.get(served.url)
    family = served.family()
    served.process.terminate()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive
    eventually(lambda: not browser.connected)


def test_a_request_under_way_is_finished_when_the_program_stops(served):
    with ThreadPoolExecutor() as pool:
        under_way = pool.submit(requests.get, served.url + "/slow", timeout=30)
        eventually(served.begun.exists)
        served.process.terminate()
        assert under_way.result().text == "done"


def test_requests_sent_while_the_web_process_is_dead_are_answered_by_the_next_one(served):
    for process in served.family()[1:]:
        process.kill()
    assert requests.get(served.url, timeout=30).text == "hello"


def test_a_port_that_is_taken_is_said_in_plain_words(served):
    with pytest.raises(SystemExit, match=f"Port {served.port} cannot be used"):
        web.listen(served.port)


def test_greenlets_serve_postgresql_and_never_sqlite_by_themselves(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    postgresql = {"SQLALCHEMY_DATABASE_URI": "postgresql+psycopg://desk@db/desk"}
    sqlite = {"SQLALCHEMY_DATABASE_URI": "sqlite:////var/desk.db"}
    assert web.with_greenlets(postgresql | {"WEB_MODE": ""})
    assert not web.with_greenlets(sqlite | {"WEB_MODE": ""})
    assert not web.with_greenlets(postgresql | {"WEB_MODE": "threads"})
    with pytest.raises(SystemExit, match="WEB_MODE is gevent or threads"):
        web.with_greenlets(sqlite | {"WEB_MODE": "asyncio"})
