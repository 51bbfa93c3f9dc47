"""Escalations climb until somebody answers; complaints go through their stages and end in a lesson."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

import tickets
from helpdesk import clock, events
from helpdesk.db import db
from helpdesk.notifying.notification import Notification
from routing import complaining, escalating
from routing.escalation import Escalation, EscalationStep
from routing.sla.running import last_clock
from tests.routing.sla.conftest import HOUR, make_policy
from tests.support.at_once import at_once
from tickets import Follower, NotAllowed

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def the_one():
    db.session.rollback()  # others have written meanwhile
    return db.session.scalar(select(Escalation))


def test_nobody_answers_and_it_climbs_to_the_top_and_calls_out_there_once(ticket, ann, sue, mia, at):
    at(NINE)
    escalating.escalate(ticket, reason="agent_asked", note="Help", by=ann)
    levels = []
    for minutes in (29, 30, 59, 60, 119, 120, 1000):
        at(NINE + timedelta(minutes=minutes))
        escalating.climb_due()
        levels.append(the_one().level)
    assert levels == [1, 2, 2, 3, 3, 3, 3]
    kinds = list(db.session.scalars(select(EscalationStep.kind).order_by(EscalationStep.id)))
    assert kinds == ["opened", "climbed", "climbed", "overdue"]


def test_who_takes_it_has_time_and_when_that_is_over_it_climbs(ticket, ann, sue, at):
    at(NINE)
    row = escalating.escalate(ticket, reason="agent_asked", by=ann)
    at(NINE + timedelta(minutes=20))
    escalating.take(row, by=sue)
    at(NINE + timedelta(hours=8))
    escalating.climb_due()
    assert the_one().level == 1
    at(NINE + timedelta(hours=8, minutes=20))
    escalating.climb_due()
    assert the_one().level == 2


def test_the_agent_who_hands_up_follows_on_and_learns_how_it_ended(ticket, ann, sue):
    row = escalating.escalate(ticket, reason="agent_asked", by=ann)
    who, lead = ann.id, sue.id
    assert db.session.get(Follower, (ticket.id, who)) is not None
    escalating.end(row, outcome="solved", note="Refunded", by=sue)
    events.drain()
    told = dict(map(tuple, db.session.execute(select(Notification.agent_id, Notification.kind))))
    assert told == {lead: "escalated", who: "escalation_ended"}


def test_one_is_open_for_a_ticket_and_a_reason_however_many_call(app, ticket, ann):
    number = ticket.id

    def hand_up():
        from tickets import Ticket

        return escalating.escalate(db.session.get(Ticket, number), reason="breach", by=None).id

    outcomes = at_once(app, *[hand_up] * 4)
    assert outcomes == [1] * 4
    assert the_one().level == 1


def test_an_unknown_reason_is_refused(ticket, ann):
    with pytest.raises(NotAllowed):
        escalating.escalate(ticket, reason="because", by=ann)


def test_a_complaint_goes_through_its_stages_and_its_clocks_with_it(opened, ann, at):
    make_policy(first_reply=HOUR, proposal=8 * HOUR, solution=24 * HOUR, call_back=72 * HOUR)
    at(NINE)
    ticket = opened(type="complaint")
    assert complaining.complaint_of(ticket).stage == "received"
    at(NINE + timedelta(minutes=30))
    tickets.reply(ticket, by=ann, text="I am sorry")
    assert complaining.complaint_of(ticket).stage == "answered"
    at(NINE + timedelta(hours=2))
    complaining.reach(ticket, "proposal", note="Half the price back", by=ann)
    assert last_clock(ticket.id, "proposal").outcome == "met"
    complaining.reach(ticket, "agreed", by=ann)
    tickets.solve(ticket, by=ann)
    at(NINE + timedelta(hours=50))
    complaining.reach(ticket, "followed_up", by=ann)
    assert last_clock(ticket.id, "call_back").outcome == "met"
    assert complaining.complaint_of(ticket).stage == "followed_up"


def test_a_complaint_ends_in_a_lesson(ticket, ann):
    tickets.classify(ticket, "complaint", by=ann)
    complaining.learn(ticket, cause="delivery", lesson="Say the carrier’s cut-off time", article_id=7, by=ann)
    assert [(row.cause, row.article_id) for row in complaining.lessons()] == [("delivery", 7)]


def test_what_is_no_complaint_has_no_stages(ticket, ann):
    tickets.classify(ticket, "complaint", by=ann)
    tickets.classify(ticket, "question", by=ann)
    with pytest.raises(NotAllowed):
        complaining.reach(ticket, "agreed", by=ann)
