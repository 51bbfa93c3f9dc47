"""F9: 30 % of all calls are answered 429 with Retry-After, 10 % 500, 5 % never: all is delivered, nothing twice.

The clock is moved on by hand to the moment at which something may be sent again, so nobody waits for anybody's rest.
"""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from channels import retry, sent_after_all
from channels.claiming import recover
from channels.delivery import deliver_now
from channels.inbox import Inbox
from channels.outgoing import Outgoing
from channels.simulator.standin import Person
from helpdesk import clock
from helpdesk.db import db
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket, reply

TROUBLE = {"too_many": 0.30, "retry_after": 3, "broken": 0.10, "hang_before": 0.025, "hang_after": 0.025}
REFUSED = TROUBLE["too_many"] + TROUBLE["broken"]  # what must be asked again, however wisely one asks
SIZES = [120, pytest.param(2000, marks=[pytest.mark.long, pytest.mark.timeout(3600)])]


def write_answers(provider, ann, sends):
    """So many answers, ten in each ticket: within a ticket their order matters."""
    for number in range(sends // 10):
        provider.write(f"Question {number}", person=person(number))
    db.session.rollback()
    tickets = db.session.scalars(
        select(Ticket.id).where(Ticket.inbox_id == provider.inbox.id).order_by(Ticket.id)
    ).all()
    for turn in range(10):
        for place, number in enumerate(tickets):
            reply(db.session.get(Ticket, number), by=ann, text=f"Answer {place}.{turn}")


def person(number):
    return Person(f"customer-{number}", f"Customer {number}")


def send_all(inbox_id, begin):
    """Let the desk send until nothing more leaves by itself; returns how long that took by the clock."""
    with time_machine.travel(begin, tick=False) as at:
        while True:
            deliver_now(inbox_id)
            if (moment := next_moment(inbox_id)) is None:
                return clock.now() - begin
            at.move_to(max(moment, clock.now() + timedelta(milliseconds=1)))
            recover(clock.now())


def next_moment(inbox_id):
    """When something may be sent again, or None."""
    db.session.rollback()
    heads = (
        select(func.min(Outgoing.id))
        .where(  # what comes later in a ticket waits for what comes first
            Outgoing.inbox_id == inbox_id, Outgoing.state == "queued"
        )
        .group_by(Outgoing.ticket_id)
    )
    due = db.session.scalar(select(func.min(Outgoing.due_at)).where(Outgoing.id.in_(heads)))
    rest = db.session.get(Inbox, inbox_id, populate_existing=True).paused_until
    return due and max(moment for moment in (due, rest) if moment)


def shown(provider):
    """The texts on all phones, each phone's in its order."""
    people = provider.line.rows.run("SELECT DISTINCT person FROM entry WHERE side = 'us'")
    return {who: provider.shown(who) for (who,) in people}


def assert_in_order_and_once(provider, sends):
    phones = shown(provider)
    assert sum(len(texts) for texts in phones.values()) == sends
    for texts in phones.values():
        assert len(set(texts)) == len(texts) == 10


@pytest.mark.timeout(300)
@pytest.mark.parametrize("sends", SIZES)
def test_where_the_provider_knows_our_key_everything_arrives_once_by_itself(an_envoy, ann, sends):
    write_answers(an_envoy, ann, sends)
    an_envoy.faults(**TROUBLE)
    took = send_all(an_envoy.inbox.id, clock.now())
    assert states(an_envoy) == {"sent": sends}
    assert_in_order_and_once(an_envoy, sends)
    assert all(texts == sorted(texts) for texts in shown(an_envoy).values())
    assert an_envoy.counted("early") == 0
    calls, least = an_envoy.counted("calls"), sends / (1 - REFUSED)
    assert calls <= 1.5 * least, f"{calls} calls for {sends} messages, in {took}"
    assert an_envoy.counted("too_many") > sends / 4 and an_envoy.counted("hang_after") > 0


@pytest.mark.timeout(300)
@pytest.mark.parametrize("sends", SIZES)
def test_where_it_does_not_nothing_is_doubled_and_the_agent_settles_what_nobody_knows(a_courier, ann, sends):
    write_answers(a_courier, ann, sends)
    a_courier.faults(**TROUBLE)
    send_all(a_courier.inbox.id, clock.now())
    before = states(a_courier)
    assert set(before) == {"sent", "unsure"} and 0 < before["unsure"] <= 0.2 * sends
    assert max(len(texts) for texts in shown(a_courier).values()) <= 10
    assert a_courier.counted("early") == 0
    assert a_courier.counted("calls") <= 1.5 * sends / (1 - REFUSED)
    a_courier.faults()
    for message in unsure(a_courier):
        on_a_phone = any(message.text in texts for texts in shown(a_courier).values())
        assert sent_after_all(message) if on_a_phone else retry(message, by=ann)
    send_all(a_courier.inbox.id, clock.now() + timedelta(hours=4))
    assert states(a_courier) == {"sent": sends}
    assert_in_order_and_once(a_courier, sends)


def states(provider):
    db.session.rollback()
    return dict(
        db.session.execute(
            select(Outgoing.state, func.count()).where(Outgoing.inbox_id == provider.inbox.id).group_by(Outgoing.state)
        ).all()
    )


def unsure(provider):
    db.session.rollback()
    return db.session.scalars(
        select(Message)
        .join(Outgoing, Outgoing.message_id == Message.id)
        .where(Outgoing.inbox_id == provider.inbox.id, Outgoing.state == "unsure")
    ).all()
