"""The schedule finds what is due, in time, once, whatever was away meanwhile."""

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
import redis
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from helpdesk import clock, events, jobs, lease, schedule, sweeps
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from helpdesk.people import Agent
from helpdesk.sweeps import Sweep
from tests.channels.pigeon import Pigeon, loft, release
from tests.channels.test_delivery import letter
from tests.support import eventually
from tickets import Message, Ticket, reply, snooze, solve


@pytest.fixture
def ann(app):
    with transaction():
        return insert(Agent(email="ann@desk.test", name="Ann"))


@pytest.fixture
def pigeon(monkeypatch):
    bird = Pigeon("pigeon")
    release(monkeypatch, bird)
    return bird


@contextmanager
def turning(app, *sweeps):
    """A schedule that runs meanwhile."""
    stop = threading.Event()
    thread = threading.Thread(target=schedule.turn, args=(app, list(sweeps or schedule.sweeps()), stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)


def fresh(model, number):
    db.session.rollback()
    return db.session.get(model, number, populate_existing=True)


def all_followed() -> bool:
    db.session.rollback()
    return events.oldest_undelivered() is None


def test_an_answer_goes_out_within_a_second_of_its_time(app, pigeon, ann):
    ticket = letter(loft())
    with turning(app):
        due_at = clock.now() + timedelta(seconds=1)
        message = reply(ticket, by=ann, text="later", due_at=due_at)
        assert fresh(Message, message.id).state == "scheduled"
        eventually(lambda: fresh(Message, message.id).state != "scheduled")
    assert timedelta(0) <= fresh(Message, message.id).at - due_at < timedelta(seconds=1)


def test_two_schedules_at_once_do_each_thing_once(app):
    counted = []
    sweeps = [[Sweep("count", 0.05, counted.append, quick=True)] for _ in range(2)]
    holders = iter(["first process", "second process"])
    names = {}
    original = lease.me
    lease.me = lambda: (
        names.setdefault(threading.get_ident(), None)
        or names.update({threading.get_ident(): next(holders)})
        or names[threading.get_ident()]
    )
    try:
        with turning(app, *sweeps[0]), turning(app, *sweeps[1]):
            eventually(lambda: len(counted) >= 6)
    finally:
        lease.me = original
    gaps = [later - earlier for earlier, later in zip(counted, counted[1:], strict=False)]
    assert min(gaps) > timedelta(seconds=0.03)


def test_what_fails_is_tried_again_and_harms_no_other(app):
    tries, others = [], []

    def away(as_of):
        tries.append(as_of)
        if len(tries) < 3:
            raise OperationalError("SELECT", {}, Exception("the database is away"))

    with turning(app, Sweep("broken", 0.02, away, quick=True), Sweep("fine", 0.02, others.append, quick=True)):
        eventually(lambda: len(tries) >= 3)
        count = len(others)
        eventually(lambda: len(others) > count)


def test_without_its_valkey_answers_leave_and_reactions_follow_all_the_same(app, pigeon, ann, monkeypatch):
    def gone(*_, **__):
        raise redis.ConnectionError("away")

    monkeypatch.setattr(jobs._connection, "set", gone)
    monkeypatch.setattr(sweeps, "LEFT_OVER", timedelta(seconds=0.2))
    reply(letter(loft()), by=ann, text="hi")
    with turning(app):
        eventually(lambda: pigeon.flights)
        eventually(all_followed)
    assert len(pigeon.flights) == 1


def test_a_sweep_as_of_another_time_does_what_would_be_due_then(app, pigeon, ann):
    inbox = loft()
    snoozed, solved, answered = (letter(inbox, who) for who in ("carol", "dan", "eve"))
    snooze(snoozed, until=clock.now() + timedelta(days=1), by=ann)
    solve(solved, by=ann)
    message = reply(answered, by=ann, text="later", due_at=clock.now() + timedelta(days=1))
    assert schedule.sweep_once(app, clock.now()) == []
    assert (fresh(Ticket, solved.id).status, fresh(Message, message.id).state) == ("solved", "scheduled")
    assert schedule.sweep_once(app, clock.now() + timedelta(days=5)) == []
    assert fresh(Ticket, snoozed.id).snoozed_until is None
    assert fresh(Ticket, solved.id).status == "closed"
    assert fresh(Message, message.id).state == "sent"
    assert all_followed()


def test_raw_requests_are_forgotten_after_their_time_and_dead_letters_stay(app, pigeon):
    from channels import arrival, pruning
    from channels.channel import Request

    inbox, request = loft(), Request("POST", "", {}, {}, b"{}")
    with transaction():
        arrival.keep(inbox, request)
        arrival.keep(inbox, request, [ValueError("no")])
    assert pruning.forget_handled(clock.now() + timedelta(days=29)) == 0
    assert pruning.forget_handled(clock.now() + timedelta(days=31)) == 1
    assert [a.state for a in db.session.scalars(select(arrival.Arrival))] == ["dead"]


def test_a_schedule_that_stops_leaves_its_leases_to_the_next(app):
    with turning(app, Sweep("count", 0.05, lambda as_of: None, quick=True)):
        eventually(lambda: _holder("sweep:count"))  # only looking: a take would keep it from the schedule
        assert not lease.take("sweep:count", 1, "another process")
    assert eventually(lambda: lease.take("sweep:count", 1, "another process"))


def _holder(name):
    db.session.rollback()
    return db.session.scalar(select(lease.Lease.holder).where(lease.Lease.name == name))


def test_a_loop_beside_it_that_fails_goes_on(app, monkeypatch):
    monkeypatch.setattr(schedule, "STANDBY", 0.01)
    tries, stop = [], threading.Event()

    def loop(app, stop):
        tries.append(1)
        if len(tries) < 3:
            raise ConnectionError
        stop.set()

    schedule._keep_going(app, loop, stop)
    assert len(tries) == 3
