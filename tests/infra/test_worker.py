"""The worker goes on through a Valkey that is flushed, restarted or away, and through jobs that fail."""

import signal
import subprocess
import sys
import textwrap

import psutil
import pytest
from rq import Queue
from rq.serializers import JSONSerializer

from helpdesk import valkey
from tests.support import eventually
from tests.support.shared import ROOT

PROGRAM = """
    import sys
    from flask import Flask
    from helpdesk import valkey, worker

    worker.work(Flask("small"), sys.argv[1], ["first", "second"])
"""
NOTE = "tests.infra.notes.write"


class Desk:
    """A Valkey, a worker on it, and a file into which jobs write a line."""

    def __init__(self, folder):
        self.folder = folder
        self.notes = folder / "notes"
        self.notes.touch()
        self.url = valkey.ensure(folder)

    def start_worker(self):
        self.worker = subprocess.Popen([sys.executable, "-c", textwrap.dedent(PROGRAM), self.url], cwd=ROOT)

    def ask(self, words, queue="first", job=NOTE):
        with valkey.client(self.url) as connection:
            Queue(queue, connection=connection, serializer=JSONSerializer).enqueue(job, str(self.notes), words)

    def written(self):
        return self.notes.read_text().split()

    def restart_valkey(self):
        valkey.stop(self.url)
        assert valkey.ensure(self.folder) == self.url

    def flush(self):
        with valkey.client(self.url) as connection:
            connection.flushall()

    def close(self):
        self.worker.kill()
        self.worker.wait()
        valkey.stop(self.url)


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    made.start_worker()
    yield made
    made.close()


def test_jobs_of_all_queues_are_done_in_the_worker_itself(desk):
    desk.ask("one")
    desk.ask("two", queue="second")
    eventually(lambda: sorted(desk.written()) == ["one", "two"])
    assert not psutil.Process(desk.worker.pid).children()


def test_a_job_that_fails_stops_nothing(desk):
    desk.ask("x", job="tests.infra.notes.fail")
    desk.ask("x", job="tests.infra.notes.no_such_function")
    desk.ask("after")
    eventually(lambda: desk.written() == ["after"])
    assert desk.worker.poll() is None


def test_a_flushed_valkey_is_worked_on_at_once(desk):
    desk.ask("before")
    eventually(lambda: desk.written() == ["before"])
    for turn in range(3):
        desk.flush()
        desk.ask(f"after{turn}")
        eventually(lambda turn=turn: desk.written()[-1] == f"after{turn}")
    assert desk.worker.poll() is None


def test_after_a_restart_of_valkey_work_goes_on_in_seconds(desk):
    desk.ask("before")
    eventually(lambda: desk.written() == ["before"])
    desk.restart_valkey()
    desk.ask("after")
    eventually(lambda: desk.written() == ["before", "after"])
    assert desk.worker.poll() is None


def test_a_job_in_the_queue_survives_a_restart_of_valkey(desk):
    desk.worker.kill()
    desk.worker.wait()
    desk.ask("kept")
    desk.restart_valkey()
    desk.start_worker()
    eventually(lambda: desk.written() == ["kept"])


def test_asked_to_stop_while_idle_it_stops_at_once(desk):
    desk.ask("one")
    eventually(lambda: desk.written() == ["one"])
    desk.worker.send_signal(signal.SIGTERM)
    assert desk.worker.wait(timeout=20) == 0


def test_asked_to_stop_in_a_job_it_finishes_the_job(desk):
    desk.ask("begun", job="tests.infra.notes.write_slowly")
    eventually(lambda: desk.written() == ["begun"])
    desk.ask("next")
    desk.worker.send_signal(signal.SIGTERM)
    assert desk.worker.wait(timeout=20) == 0
    assert desk.written() == ["begun", "done"]


def test_asked_to_stop_while_valkey_is_away_it_stops_at_once(desk):
    desk.ask("one")
    eventually(lambda: desk.written() == ["one"])
    valkey.stop(desk.url)
    desk.worker.send_signal(signal.SIGTERM)
    desk.worker.wait(timeout=20)


def test_a_worker_that_starts_before_its_valkey_waits_for_it(tmp_path):
    desk = Desk(tmp_path)
    valkey.stop(desk.url)
    desk.start_worker()
    assert valkey.ensure(tmp_path) == desk.url
    desk.ask("one")
    eventually(lambda: desk.written() == ["one"])
    desk.close()
