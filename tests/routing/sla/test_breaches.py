"""A warning before, a breach once, then something happens: also when nobody swept in time, or two sweep at once."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

import tickets
from helpdesk import events
from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.notifying import occasions
from helpdesk.notifying.notification import Notification
from helpdesk.sweeps import _steadily
from routing import sla
from routing.escalation import Escalation
from routing.sla.running import last_clock
from tests.routing.sla.conftest import HOUR
from tests.support.at_once import at_once
from tickets import Ticket
from tickets.events import SLA_BREACHED, SLA_STILL_BREACHED, SLA_WARNED

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LEVELS = [
    {"level": 0, "do": [{"action": "notify", "to": ["assignee"]}]},
    {"level": 1, "do": [{"action": "escalate"}, {"action": "raise_priority"}]},
    {"level": 2, "after": HOUR, "do": [{"action": "escalate", "level": 2}]},
]


def told(ticket):
    names = (SLA_WARNED, SLA_BREACHED, SLA_STILL_BREACHED)
    rows = db.session.scalars(
        select(Event.name).where(Event.ticket_id == ticket.id, Event.name.in_(names)).order_by(Event.id)
    )
    return list(rows)


def fresh(ticket):
    db.session.expire_all()
    return db.session.get(Ticket, ticket.id)


def test_somebody_who_acts_while_the_clock_has_jumped_ahead_breaks_no_limit_early(policy, opened, ann, at):
    policy(first_reply=4 * HOUR, levels=LEVELS)
    at(NINE)
    early, late = opened(), opened()
    sweep = _steadily(sla.fire_due, tells=True)
    at(NINE + timedelta(hours=5))  # a minute has passed, whatever it shows
    sweep(NINE + timedelta(hours=5))
    tickets.reply(early, by=ann, text="Here it is.")
    assert told(early) == []
    at(NINE + timedelta(seconds=2))  # somebody has put it right
    sweep(NINE + timedelta(seconds=2))
    at(NINE + timedelta(hours=5))
    tickets.reply(late, by=ann, text="Here it is.")
    assert told(early) == [] and told(late) == [SLA_BREACHED]


def test_it_warns_then_breaks_once_then_goes_on_climbing(policy, opened, at):
    policy(first_reply=4 * HOUR, levels=LEVELS)
    at(NINE)
    ticket = opened()
    happened = [
        (timedelta(hours=2, minutes=59, seconds=59), []),
        (timedelta(hours=3), [SLA_WARNED]),
        (timedelta(hours=3, minutes=59, seconds=59), [SLA_WARNED]),
        (timedelta(hours=4), [SLA_WARNED, SLA_BREACHED]),
        (timedelta(hours=4, minutes=30), [SLA_WARNED, SLA_BREACHED]),
        (timedelta(hours=5), [SLA_WARNED, SLA_BREACHED, SLA_STILL_BREACHED]),
        (timedelta(hours=50), [SLA_WARNED, SLA_BREACHED, SLA_STILL_BREACHED]),
    ]
    for passed, expected in happened:
        at(NINE + passed)
        sla.fire_due()
        assert told(ticket) == expected, passed
    assert fresh(ticket).priority == "high"
    escalation = db.session.scalar(select(Escalation))
    assert (escalation.reason, escalation.level) == ("breach", 2)


def test_what_was_due_while_nobody_swept_happens_once_without_its_warning(policy, opened, at):
    policy(first_reply=HOUR, levels=LEVELS)
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(minutes=90))
    assert sla.fire_due() == 1
    assert sla.fire_due() == 0
    assert told(ticket) == [SLA_BREACHED]
    assert last_clock(ticket.id, "first_reply").breached_at == NINE + timedelta(hours=1)


def test_an_answer_after_the_limit_is_a_breach_even_if_no_sweep_came_by(policy, opened, ann, at):
    policy(first_reply=HOUR, levels=LEVELS)
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(hours=1, seconds=1))
    tickets.reply(ticket, by=ann, text="Sorry")
    assert told(ticket) == [SLA_BREACHED]
    assert last_clock(ticket.id, "first_reply").breached_at == NINE + timedelta(hours=1)
    assert sla.fire_due() == 0
    assert fresh(ticket).priority == "normal"  # somebody works on it this moment: it is not changed under their hands


def test_a_clock_that_is_put_back_fires_nothing_twice(policy, opened, at):
    policy(first_reply=HOUR, levels=LEVELS)
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(hours=1))
    sla.fire_due()
    at(NINE)
    sla.fire_due()
    at(NINE + timedelta(hours=1, minutes=1))
    sla.fire_due()
    assert told(ticket) == [SLA_BREACHED]


def test_two_schedules_at_once_fire_nothing_twice(app, policy, opened, at):
    policy(first_reply=HOUR, levels=LEVELS)
    at(NINE)
    several = [opened() for _ in range(12)]
    at(NINE + timedelta(hours=2))
    fired = at_once(app, *[sla.fire_due] * 4)
    assert sum(fired) >= 12
    for ticket in several:
        assert told(ticket).count(SLA_BREACHED) == 1
    assert db.session.scalar(select(func.count()).select_from(Escalation)) == 12


def test_the_policy_says_whom_to_tell_and_nobody_is_told_twice(policy, opened, ann, bob, at):
    policy(first_reply=HOUR, levels=LEVELS)
    at(NINE)
    ticket = opened()
    tickets.assign(ticket, to=ann, by=bob)
    who = ann.id
    at(NINE + timedelta(minutes=50))
    sla.fire_due()
    events.drain()
    warned = db.session.scalar(select(Event).where(Event.name == SLA_WARNED))
    occasions.tell_of_clock(warned)  # as after a crash
    kinds = list(db.session.scalars(select(Notification.kind).where(Notification.agent_id == who)))
    assert sorted(kinds) == ["assigned", "sla_warned"]


def test_a_shorter_promise_breaks_at_the_next_sweep_and_a_longer_one_does_not_break_again(policy, opened, ann, at):
    policy(solution={"normal": 8 * HOUR, "urgent": HOUR}, levels=LEVELS)
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(minutes=90))
    tickets.prioritize(ticket, "urgent", by=ann)
    sla.fire_due()
    assert told(ticket) == [SLA_BREACHED]
    tickets.prioritize(ticket, "normal", by=ann)
    at(NINE + timedelta(hours=9))
    sla.fire_due()
    assert told(ticket).count(SLA_BREACHED) == 1


def test_one_action_that_cannot_be_done_does_not_hinder_the_others(policy, opened, at):
    do = [{"action": "reassign", "team_id": 12345}, {"action": "escalate"}]
    policy(first_reply=HOUR, levels=[{"level": 1, "do": do}])
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(hours=1))
    sla.fire_due()
    assert told(ticket) == [SLA_BREACHED]
    assert db.session.scalar(select(func.count()).select_from(Escalation)) == 1


def test_the_list_says_that_it_is_broken_until_the_promise_is_kept(policy, opened, ann, at):
    policy(first_reply=HOUR)
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(hours=1))
    sla.fire_due()
    assert fresh(ticket).breached_at == NINE + timedelta(hours=1)
    tickets.reply(fresh(ticket), by=ann, text="Here")
    assert fresh(ticket).breached_at is None
