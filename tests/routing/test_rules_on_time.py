"""Rules on time: something has lasted, the rule acts once, and again only when it begins anew."""

from datetime import timedelta

import pytest
from sqlalchemy import select

import tickets
from helpdesk import clock
from helpdesk.db import db, transaction
from routing import RuleRun
from routing.lasting import run_due
from routing.rule_keeping import save_rule, switch
from tickets import Ticket, receive

HOUR = timedelta(hours=1)


@pytest.fixture
def lasting(app, mia):
    def make(name, minutes, *actions, conditions=()):
        made = save_rule(
            by=mia,
            name=f"{name} {minutes}",
            triggers=[{"on": name, "minutes": minutes}],
            conditions={"all": list(conditions)},
            actions=list(actions) or [{"do": "tag", "value": [name]}],
        )
        switch(made, True, by=mia)
        return made

    return make


def tags_of(ticket):
    db.session.expire_all()
    return db.session.get(Ticket, ticket.id).tag_names


def test_a_customer_who_has_waited_is_seen_once_for_each_wait(lasting, opened, carol, ann):
    lasting("unanswered", 60, {"do": "priority", "value": "high"}, {"do": "note", "value": "Waits for an hour."})
    ticket, now = opened(), clock.now()
    assert run_due(now + HOUR - timedelta(minutes=1)) == 0
    assert run_due(now + HOUR * 2) == 1
    assert run_due(now + HOUR * 3) == 0
    tickets.reply(db.session.get(Ticket, ticket.id), by=ann, text="We look at it.")
    with transaction():
        receive(db.session.get(Ticket, ticket.id), carol, text="And?")
    assert run_due(clock.now() + HOUR * 2) == 1
    (first, second) = db.session.scalars(select(RuleRun).where(RuleRun.trigger == "unanswered")).all()
    assert first.matched[0]["name"] == second.matched[0]["name"] == "unanswered 60"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("waiting", lambda ticket, ann: tickets.set_status(ticket, "pending", by=ann)),
        ("solved_for", lambda ticket, ann: tickets.solve(ticket, by=ann)),
        ("unassigned_for", lambda ticket, ann: None),
        ("quiet", lambda ticket, ann: None),
        ("open", lambda ticket, ann: None),
    ],
)
def test_everything_that_can_last(lasting, opened, ann, name, change):
    lasting(name, 30)
    ticket = opened()
    change(ticket, ann)
    assert run_due(clock.now() + timedelta(minutes=29)) == 0 and not tags_of(ticket)
    assert run_due(clock.now() + timedelta(minutes=31)) == 1
    assert tags_of(ticket) == [name]


def test_what_the_conditions_leave_out_is_asked_again(lasting, opened, ann):
    lasting("open", 30, conditions=[{"field": "priority", "op": "is", "value": "urgent"}])
    ticket, later = opened(), clock.now() + HOUR
    assert run_due(later) == 0
    tickets.prioritize(db.session.get(Ticket, ticket.id), "urgent", by=ann)
    assert run_due(later) == 1
    assert run_due(later) == 0
