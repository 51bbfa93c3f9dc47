"""Generated lives of tickets against the reference: every clock equal, at every moment."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import tickets
from helpdesk import clock as the_clock
from helpdesk.db import db, transaction
from routing import sla
from routing.calendars import make_calendar
from routing.calendars.asking import calendar_of
from routing.sla.reckoning import used_by
from routing.sla.running import open_clocks
from tests.routing.sla.conftest import WORKDAYS, make_policy
from tests.routing.sla.model import START, Life, Policy
from tickets import Ticket, open_ticket, receive

PRIORITIES = ("low", "normal", "high", "urgent")
METRICS = ("first_reply", "next_reply", "solution", "periodic_update", "call_back")
DEEDS = ["writes", "writes", "replies", "replies", "pending", "on_hold", "open", "solved", *PRIORITIES, "spam", "sweep"]
TARGETS = some.dictionaries(
    some.tuples(some.sampled_from(METRICS), some.sampled_from(PRIORITIES)), some.integers(1, 3000), min_size=3
)
LIVES = some.fixed_dictionaries(
    {
        "usual": TARGETS,
        "pressing": TARGETS,
        "business": some.tuples(some.booleans(), some.booleans()),
        "reopening": some.tuples(*[some.sampled_from(["continue", "count", "restart"])] * 2),
        "deeds": some.lists(some.tuples(some.integers(0, 2500), some.sampled_from(DEEDS)), min_size=1, max_size=14),
    }
)
CALM = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture
def world(app, carol, ann, mia, monkeypatch):
    monkeypatch.setattr(the_clock, "now", lambda: World.now)
    make_calendar(name="Office", definition={"zone": "Asia/Shanghai", "week": WORKDAYS}, by=mia)
    is_pressing = {"field": "priority", "op": "in", "value": ["high", "urgent"]}
    rows = make_policy(name="Pressing", solution=60, conditions=is_pressing), make_policy(name="Usual", solution=60)
    return World(carol, ann, rows)


@given(life=LIVES)
@settings(max_examples=60, deadline=None, suppress_health_check=CALM)
def test_every_clock_is_as_the_reference_has_it(world, life):
    world.live(**life)


@pytest.mark.long
@pytest.mark.timeout(3600)
@given(life=LIVES)
@settings(max_examples=5000, deadline=None, suppress_health_check=CALM)
def test_every_clock_of_five_thousand_lives(world, life):
    world.live(**life)


class World:
    """The real program and the reference, to which the same things happen at the same minutes."""

    now = START

    def __init__(self, carol, ann, rows):
        self.carol, self.ann, self.rows = carol, ann, rows

    def live(self, usual, pressing, business, reopening, deeds):
        policies = [
            self.set_up(row, targets, in_office, how)
            for row, targets, in_office, how in zip(self.rows, (pressing, usual), business, reopening, strict=True)
        ]
        minute, World.now = 0, START
        with transaction():
            ticket = open_ticket(self.carol, by=self.carol)
            receive(ticket, self.carol, text="?")
        life = Life(lambda priority: policies[0 if priority in ("high", "urgent") else 1], minute)
        self.compare(ticket.id, life, minute)
        for wait, deed in deeds:
            minute += wait
            World.now = START + timedelta(minutes=minute)
            self.do(ticket.id, life, deed, minute)
            self.compare(ticket.id, life, minute)

    def set_up(self, row, targets, in_office, how):
        said = [
            {"metric": metric, "priority": priority, "seconds": minutes * 60, "business": in_office}
            for (metric, priority), minutes in targets.items()
        ]
        sla.save_policy(db.session.merge(row), targets=said, reopening=how, by=None)
        return Policy(row.id, targets, in_office, how)

    def do(self, number, life, deed, minute):
        ticket = db.session.get(Ticket, number)
        if deed == "writes":
            if not life.spam:
                receive(ticket, self.carol, text="!")
                life.customer_writes(minute)
        elif deed == "replies":
            if not life.spam:
                tickets.reply(ticket, by=self.ann, text="!")
                life.agent_replies(minute)
        elif deed in PRIORITIES:
            if not life.spam:
                tickets.prioritize(ticket, deed, by=self.ann)
                life.prioritized(deed, minute)
        elif deed == "spam":
            (tickets.clear_spam if life.spam else tickets.mark_spam)(ticket, by=self.ann)
            life.marked(not life.spam, minute)
        elif deed == "sweep":
            sla.fire_due()
            life.settle(minute)
        else:
            tickets.set_status(ticket, deed, by=self.ann)
            life.becomes(deed, minute)

    def compare(self, number, life, minute):
        db.session.expire_all()
        life.settle(minute)
        real = {
            row.metric: (
                used_by(calendar_of(row.calendar_id), row.used, row.running_since, World.now),
                row.due_at,
                row.target,
                # What is due this moment and was not touched is the next sweep's to say.
                row.breached_at or (row.due_at if row.due_at and row.due_at <= World.now else None),
            )
            for row in open_clocks(number)
        }
        expected = {
            clock.metric: (
                timedelta(minutes=clock.used_at(minute)),
                _moment(clock.due()),
                clock.target * 60,
                _moment(clock.breached),
            )
            for clock in life.clocks.values()
        }
        assert real == expected
        due = min((one[1] for one in expected.values() if one[1] is not None), default=None)
        assert db.session.get(Ticket, number).due_at == due


def _moment(minute):
    return None if minute is None else START + timedelta(minutes=minute)
