"""What follows an event follows once, whoever else drains at that moment, and whoever was killed at it."""

import os
import signal
import threading

import pytest
from sqlalchemy import event as sql_event
from sqlalchemy import select

from helpdesk import events
from helpdesk.alone import alone
from helpdesk.db import db, transaction
from helpdesk.events import Event, drain, record, when
from tests.support import eventually


@pytest.fixture(autouse=True)
def _no_reactions(app, monkeypatch):
    for register in ("_now", "_later", "_together"):
        monkeypatch.setattr(events, register, events.defaultdict(list))


def happen(*names: str) -> list[int]:
    with transaction():
        return [record(name, by=None).id for name in names]


def in_another_thread(app, task):
    outcome = []

    def run():
        with app.app_context():
            outcome.append(task())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return outcome[0]


def test_of_two_drains_at_the_same_moment_one_reacts(app):
    heard, others = [], []

    def slow(event):
        heard.append(event.id)
        others.append(in_another_thread(app, drain))

    when("thing", later=[slow])
    happened = happen("thing", "thing", "thing")
    assert drain() == 3
    assert heard == happened
    assert others == [None, None, None]


def test_who_finds_another_draining_comes_again(app, monkeypatch):
    """The other may have looked for the last time a moment before this event was there."""
    from helpdesk import jobs
    from helpdesk.app import drain_events

    rung, happened = [], happen("thing")
    monkeypatch.setattr(jobs, "wake", rung.append)
    with alone("drain"):
        in_another_thread(app, drain_events)
    assert rung == [drain_events]
    in_another_thread(app, drain_events)
    assert rung == [drain_events]
    assert db.session.get(Event, happened[0], populate_existing=True).delivered_at is not None


def test_what_follows_together_follows_once_for_many_and_after_the_others(app):
    heard = []
    when("thing", later=[lambda event: heard.append(event.id)], together=[lambda event: heard.append("together")])
    happened = happen("thing", "thing", "other", "thing")
    drain()
    assert heard == [happened[0], happened[1], happened[3], "together"]


def test_what_fails_together_is_tried_again(app):
    tries = []

    def fails_once(event):
        tries.append(event.id)
        if len(tries) == 1:
            raise ValueError("away")

    when("thing", together=[fails_once])
    happened = happen("thing", "thing")
    drain()
    row = db.session.scalar(select(events.Retry))
    assert events.retry_due(as_of=row.due_at) == 1
    assert tries == [happened[1], happened[1]]
    assert db.session.scalar(select(events.Retry)) is None


def test_reactions_read_no_event_row_by_row(app):
    """A transaction of one reaction would have every event of the batch read anew."""

    def changes_something(event):
        with transaction():
            assert event.name == "thing"

    when("thing", later=[changes_something])
    happen(*["thing"] * 20)
    statements = []

    def note(connection, cursor, statement, *_):
        if statement.startswith("SELECT") and "FROM event" in statement:
            statements.append(statement)

    sql_event.listen(db.engine, "before_cursor_execute", note)
    try:
        drain()
    finally:
        sql_event.remove(db.engine, "before_cursor_execute", note)
    assert len(statements) <= 5


def test_a_process_that_is_killed_inside_lets_go_at_once(app):
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            db.engine.dispose(close=False)
            with app.app_context(), alone("drain") as mine:
                os.write(writer, b"y" if mine else b"n")
                signal.pause()
        finally:
            os._exit(1)
    try:
        assert os.read(reader, 1) == b"y"
        with alone("drain") as mine:
            assert not mine
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert eventually(_is_free)


def _is_free() -> bool:
    with alone("drain") as mine:
        return mine


def test_events_are_ticked_when_all_has_followed(app):
    happened = happen("thing")
    assert drain() == 1
    db.session.expire_all()
    assert db.session.get(Event, happened[0]).delivered_at is not None
    assert drain() == 0
