"""Where journeys break: found from what happened, kept once, and open to be looked at."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from helpdesk import clock
from helpdesk.customers import merge, unmerge
from helpdesk.customers.facts import facts_of
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM, record
from tickets import BrokenPoint, ChannelSwitch, link, receive, reply, solve
from tickets import events as e
from tickets.journey.finding import look_at, look_at_waiting
from tickets.journey.targets import Targets, aim

HOUR = timedelta(hours=1)


@pytest.fixture
def broken(app, settled):
    """broken(carol): [(kind, number of the ticket)], oldest first."""

    def finds(customer):
        settled()
        found = select(BrokenPoint).where(BrokenPoint.customer_id == customer.id).order_by(BrokenPoint.at)
        return [(one.kind, one.ticket_id) for one in db.session.scalars(found)]

    return finds


def test_a_ticket_that_is_opened_again_broke_there_each_time(ann, carol, opened, broken):
    ticket = opened()
    reply(ticket, by=ann, text="Tomorrow.")
    for text in ("No, it is not.", "Still not."):
        solve(ticket, by=ann)
        receive(ticket, carol, text=text)
    assert broken(carol) == [("reopened", ticket.id)] * 2
    look_at([carol.id])
    assert broken(carol) == [("reopened", ticket.id)] * 2
    assert facts_of(carol.id)["broken_90d"] == 2


def test_breaches_and_low_scores_break_it(carol, opened, broken):
    ticket = opened()
    with transaction():
        record(e.SLA_BREACHED, ticket, by=SYSTEM, clock=7, metric="first_reply")
        record(e.RATED, ticket, by=carol, score=1, low=True, survey=1)
        record(e.RATED, ticket, by=carol, score=5, low=False, survey=1)
    assert broken(carol) == [("breached", ticket.id), ("low_score", ticket.id)]


def test_who_waits_longer_than_the_target_is_found_while_they_wait(ann, carol, opened, broken):
    ticket = opened(at=clock.now() - 9 * HOUR)
    assert look_at_waiting() == 1
    assert look_at_waiting() == 0
    assert broken(carol) == [("waited", ticket.id)]
    reply(ticket, by=ann, text="Here I am.")
    assert broken(carol) == [("waited", ticket.id)]


def test_who_is_answered_in_time_did_not_wait(ann, carol, opened, broken):
    aim(Targets(wait_minutes=120))
    reply(opened(at=clock.now() - HOUR), by=ann, text="Here I am.")
    assert look_at_waiting() == 0
    assert broken(carol) == []


def test_a_matter_closed_without_a_word_from_us_was_given_up(ann, carol, opened, broken):
    ticket = opened()
    solve(ticket, by=ann)
    assert broken(carol) == [("gave_up", ticket.id)]
    receive(ticket, carol, text="Hello?")
    reply(ticket, by=ann, text="Yes.")
    assert [kind for kind, _ in broken(carol)] == ["reopened"]


def test_beginning_again_on_another_channel_is_no_smooth_switch(ann, carol, opened, broken):
    first = opened("Where is it?", channel="email", at=clock.now() - 30 * HOUR)
    reply(first, by=ann, text="Soon.")
    second = opened("I said: where is it?", channel="wechat")
    assert ("repeated", second.id) in broken(carol)
    switch = db.session.scalar(select(ChannelSwitch))
    assert (switch.from_channel, switch.channel, switch.smooth) == ("email", "wechat", False)
    link(second, first, kind="related", by=ann)
    assert ("repeated", second.id) not in broken(carol)
    assert db.session.scalar(select(ChannelSwitch.smooth))


def test_a_new_matter_after_a_settled_one_is_a_smooth_switch(ann, carol, opened, broken):
    first = opened(channel="email", at=clock.now() - 30 * HOUR)
    reply(first, by=ann, text="Here it is.")
    solve(first, by=ann)
    opened("Something else", channel="wechat")
    assert "repeated" not in [kind for kind, _ in broken(carol)]
    receive(first, carol, text="It is broken.")  # that it came up again later changes nothing
    broken(carol)
    assert db.session.scalars(select(ChannelSwitch.smooth)).all() == [True]


def test_long_after_or_on_the_same_channel_is_no_switch(ann, carol, opened, broken):
    opened(channel="email", at=clock.now() - 24 * 9 * HOUR)
    opened(channel="wechat", at=clock.now() - HOUR)
    opened(channel="wechat")
    broken(carol)
    assert db.session.scalars(select(ChannelSwitch)).all() == []


def test_what_broke_goes_where_the_ticket_goes(ann, carol, dave, opened, broken):
    mine = opened("Mine", customer=dave, channel="wechat")
    solve(mine, by=ann)
    assert broken(dave) == [("gave_up", mine.id)]
    merge(dave, into=carol, by=ann)
    assert broken(carol) == [("gave_up", mine.id)]
    unmerge(dave, by=ann)
    assert (broken(carol), broken(dave)) == ([], [("gave_up", mine.id)])


def test_who_repeated_themselves_only_while_they_were_one_did_not(ann, carol, dave, opened, broken):
    opened("Where is it?", channel="email", at=clock.now() - HOUR)
    second = opened("I said: where is it?", customer=dave, channel="wechat")
    merge(dave, into=carol, by=ann)
    assert ("repeated", second.id) in broken(carol)
    unmerge(dave, by=ann)
    look_at([carol.id, dave.id])
    assert broken(carol) + broken(dave) == []
