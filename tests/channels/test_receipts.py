"""Marks go forward only, in whatever order and however often the provider tells of them."""

import itertools
import threading

import pytest
from sqlalchemy import func, select

from channels.channel import Receipt, Sent
from channels.delivery import deliver_now
from channels.inbox import Inbox
from channels.ingest import external_index
from channels.outgoing import Outgoing
from channels.receipts import EarlyReceipt, catch_up, follow, forget_early
from helpdesk import clock
from helpdesk.db import db, transaction
from helpdesk.events import Event
from tests.channels.test_delivery import ann, letter, state  # noqa: F401
from tickets import reply


@pytest.fixture
def message(app, inbox, pigeon, ann):  # noqa: F811
    return reply(letter(inbox), by=ann, text="It is on its way.")


@pytest.mark.parametrize("order", list(itertools.permutations(["sent", "delivered", "read", "failed"])))
def test_in_every_order_the_last_mark_is_the_same(app, inbox, message, order):
    deliver_now(inbox.id)
    for mark in (*order, *order):
        follow(inbox, Receipt("out-1", mark))
    assert state(message) == "read"


def test_a_receipt_by_webhook_marks_the_answer_and_tells_the_desk(app, post, inbox, message):
    deliver_now(inbox.id)
    assert post({"receipt": "out-1", "state": "delivered"}).status_code == 200
    assert state(message) == "delivered"
    told = [e.data["state"] for e in db.session.scalars(select(Event).where(Event.name == "delivery_changed"))]
    assert told == ["sent", "delivered"]


def test_a_receipt_that_is_faster_than_our_commit_is_not_lost(app, inbox, pigeon, message):
    pigeon.after = lambda outbound: follow(inbox, Receipt("out-1", "read"))
    deliver_now(inbox.id)
    assert state(message) == "read"
    assert db.session.scalar(select(func.count()).select_from(EarlyReceipt)) == 0


def test_a_receipt_that_comes_while_its_answer_gets_its_name_is_not_lost(app, inbox, message):
    row = db.session.scalar(select(Outgoing).where(Outgoing.message_id == message.id))
    number, key, noted, told = row.id, inbox.id, threading.Event(), threading.Event()
    db.session.rollback()

    def name_it():
        with app.app_context(), transaction():
            mine = db.session.get(Outgoing, number)
            mine.state, mine.external_index = "sent", external_index("out-9")
            db.session.flush()
            catch_up(mine)
            noted.set()
            told.wait(0.3)  # the receipt comes now, before the commit

    def tell_it():
        noted.wait(5)
        with app.app_context():
            follow(db.session.get(Inbox, key), Receipt("out-9", "read"))
        told.set()

    threads = [threading.Thread(target=work) for work in (name_it, tell_it)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert state(message) == "read"


def test_a_receipt_for_what_somebody_else_sent_is_forgotten_after_a_day(app, inbox):
    follow(inbox, Receipt("never ours", "read"))
    forget_early(clock.now())
    assert db.session.scalar(select(func.count()).select_from(EarlyReceipt)) == 1
    from datetime import timedelta

    forget_early(clock.now() + timedelta(days=2))
    assert db.session.scalar(select(func.count()).select_from(EarlyReceipt)) == 0


def test_a_provider_that_knows_at_once_says_delivered(app, inbox, pigeon, message):
    pigeon.send = lambda outbound, settings: Sent("x", state="delivered")
    deliver_now(inbox.id)
    assert state(message) == "delivered"
