"""An inbox says when something last came in and when something last went out, whatever its channel."""

from datetime import timedelta

import pytest

from channels import retry, sent_after_all
from channels.channel import Later, Refused, Unsure
from channels.delivery import deliver_now
from channels.inbox import Inbox, note_in
from helpdesk import clock, customers
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tests.support.cast import make_agent
from tickets import Message, Ticket, open_ticket, receive, reply


def fresh(inbox) -> Inbox:
    db.session.rollback()
    return db.session.get(Inbox, inbox.id, populate_existing=True)


@transaction()
def letter(inbox, kind="ring") -> Ticket:
    customer, identity = customers.identify(kind, "carol", verified=True, how="channel", name="Carol")
    ticket = open_ticket(customer, by=customer, subject="Parcel", identity=identity, inbox=inbox)
    receive(ticket, customer, text="Where is it?")
    return ticket


@transaction()
def an_hour_ago(inbox, **columns):
    for name in columns:
        setattr(fresh(inbox), name, clock.now() - timedelta(hours=1))


def is_just_now(instant) -> bool:
    return instant is not None and clock.now() - instant < timedelta(minutes=1)


def test_what_comes_in_is_noted_once_a_minute(app, inbox, post):
    assert inbox.last_in_at is None
    post({"id": "1", "from": "carol", "text": "Hello"})
    first = fresh(inbox).last_in_at
    assert is_just_now(first)
    post({"id": "2", "from": "carol", "text": "Hello?"})
    assert fresh(inbox).last_in_at == first
    an_hour_ago(inbox, last_in_at=True)
    with transaction():
        note_in(fresh(inbox))
    assert is_just_now(fresh(inbox).last_in_at)


def test_what_is_refused_at_the_door_is_not_noted(app, inbox, post):
    assert post({"id": "1", "from": "carol", "text": "Hello"}, headers={"X-Pigeon": "forged"}).status_code == 403
    assert fresh(inbox).last_in_at is None


@pytest.mark.parametrize(("channel", "kind"), [("webchat", "visitor"), ("api", "api"), ("pigeon", "ring")])
def test_an_answer_that_left_is_noted(app, pigeon, channel, kind):
    with transaction():
        inbox = insert(Inbox(name="Loft", channel=channel, key=f"{channel}-key", settings={"secret": "feathers"}))
    reply(letter(inbox, kind), by=make_agent("Ann"), text="On its way.")
    assert deliver_now(inbox.id) == 1
    assert is_just_now(fresh(inbox).last_out_at)
    an_hour_ago(inbox, last_out_at=True)
    reply(letter(fresh(inbox), kind), by=make_agent("Bob"), text="It is there.")
    deliver_now(inbox.id)
    assert is_just_now(fresh(inbox).last_out_at)


@pytest.mark.parametrize("why", [Later("busy"), Refused("no such pigeon"), Unsure("the line went dead")])
def test_one_that_did_not_leave_is_not(app, inbox, pigeon, why):
    def stumble(outbound):
        raise why

    pigeon.before = stumble
    reply(letter(inbox), by=make_agent("Ann"), text="On its way.")
    assert deliver_now(inbox.id) == 1
    assert fresh(inbox).last_out_at is None


def test_one_that_arrived_after_all_is_noted(app, inbox, pigeon):
    def stumble(outbound):
        raise Unsure("the line went dead")

    pigeon.before = stumble
    ann = make_agent("Ann")
    message = reply(letter(inbox), by=ann, text="On its way.")
    deliver_now(inbox.id)
    assert sent_after_all(db.session.get(Message, message.id))
    assert is_just_now(fresh(inbox).last_out_at)
    assert not retry(db.session.get(Message, message.id), by=ann)
