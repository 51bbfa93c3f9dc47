"""Inboxes that must be asked: one process at a time, and a broken one harms no other."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from channels import Inbox, ingest, polling
from channels.channel import Inbound
from channels.listening import listen
from helpdesk import clock, lease
from helpdesk.db import db, transaction
from tests.channels.pigeon import loft
from tests.support import eventually
from tickets import Message


@pytest.fixture
def polled(pigeon, monkeypatch):
    """The pigeon's provider is asked; what it gives is in `.basket`."""
    pigeon.basket, pigeon.at_once, pigeon.most = [], 0, 0

    def poll(inbox):
        pigeon.at_once += 1
        pigeon.most = max(pigeon.most, pigeon.at_once)
        try:
            for text in list(pigeon.basket):
                ingest(inbox, Inbound(text, address_kind="ring", address="carol", text=text))
        finally:
            pigeon.at_once -= 1

    pigeon.poll = poll
    return pigeon


def inbox_of(number) -> Inbox:
    db.session.rollback()
    return db.session.get(Inbox, number, populate_existing=True)


def test_an_inbox_is_due_when_its_time_has_come(app, polled):
    number = loft(options={"poll_seconds": 30}).id
    loft("dove")
    assert polling.due() == [number]
    assert polling.poll_now(number) is True
    assert polling.due() == []
    assert polling.due(clock.now() + timedelta(seconds=31)) == [number]


def test_what_is_announced_while_it_is_asked_makes_it_due_again(app, polled):
    number = loft().id
    works = polled.poll

    def poll(inbox):
        works(inbox)
        with transaction():
            db.session.get(Inbox, number).polled_at = None  # a hint has come

    polled.poll = poll
    assert polling.poll_now(number) is True
    assert polling.due() == [number]
    polled.poll = works
    assert polling.poll_now(number) is True
    assert polling.due() == []


def test_when_who_asks_dies_another_asks_soon_and_not_after_the_whole_interval(app, polled):
    number = loft(options={"poll_seconds": 600}).id
    works = polled.poll

    def dies(_inbox):
        raise SystemExit

    polled.poll = dies
    with pytest.raises(SystemExit):
        polling.poll_now(number)
    assert polling.due() == []
    assert polling.due(clock.now() + timedelta(seconds=41)) == [number]
    polled.poll = works
    assert polling.poll_now(number) is True
    assert polling.due(clock.now() + timedelta(seconds=41)) == []


def test_only_one_process_asks_at_a_time(app, polled):
    number = loft().id
    polled.basket = ["one", "two"]

    def ask(_):
        with app.app_context():
            return polling.poll_now(number)

    with ThreadPoolExecutor(6) as threads:
        asked = list(threads.map(ask, range(6)))
    assert any(asked)
    assert polled.most == 1
    assert db.session.query(Message).count() == 2


def test_while_another_process_has_the_lease_nothing_is_fetched(app, polled):
    number = loft().id
    lease.take(f"fetch:{number}", 60, "another process")
    assert polling.poll_now(number) is False
    assert polling.due() == [number]


def test_a_broken_inbox_says_what_is_wrong_until_it_works_again(app, polled):
    number = loft().id
    works, polled.poll = polled.poll, lambda inbox: 1 / 0
    assert polling.poll_now(number) is False
    assert inbox_of(number).last_error == "ZeroDivisionError: division by zero"
    polled.poll = works
    assert polling.poll_now(number) is True
    assert inbox_of(number).last_error is None


def test_listeners_hear_at_once_come_back_after_a_break_and_go_when_the_inbox_is_closed(app, pigeon, monkeypatch):
    from channels import listening

    monkeypatch.setattr(listening, "LOOK_AGAIN", 0.05)
    monkeypatch.setattr(listening, "FIRST_WAIT", 0.02)
    heard, calls, gone = [], [], threading.Event()

    def listens(inbox, stop):
        calls.append(inbox.id)
        if len(calls) == 1:
            raise ConnectionError("the line broke")
        heard.append(ingest(inbox, Inbound("m1", address_kind="ring", address="carol", text="hi")))
        stop.wait(10)
        gone.set()

    pigeon.listen = listens
    number, stop = loft().id, threading.Event()
    thread = threading.Thread(target=listen, args=(app, stop), daemon=True)
    thread.start()
    try:
        eventually(lambda: heard)
        assert inbox_of(number).last_error == "ConnectionError: the line broke"
        assert lease.take(f"fetch:{number}", 1, "another process") is False
    finally:
        stop.set()
    assert eventually(gone.is_set)
    thread.join(5)


def test_while_a_provider_takes_its_time_no_look_into_the_database_lasts(app, polled):
    """SQLite could not empty its log past it: it would grow for as long as the provider takes."""
    held = []

    def take_time(inbox, *_):
        assert inbox.name == "Loft"  # what was read is there still
        held.append(db.session().in_transaction())

    polled.poll = polled.listen = take_time
    number = loft().id
    assert polling.poll_now(number)
    assert polling.hear(number, threading.Event())
    assert held == [False, False]
