"""An answer that became several messages: each has its own receipts, and what is shown is the one worst off."""

import itertools
import threading

import pytest
from sqlalchemy import func, select

from channels.channel import Reaction, Receipt, Sent
from channels.delivery import deliver_now
from channels.inbox import Inbox
from channels.outgoing import OutgoingPart
from channels.receipts import EarlyReceipt, follow, react
from channels.retrying import retry
from helpdesk.db import db
from tests.channels.test_delivery import ann, letter, state  # noqa: F401
from tickets import reply

NAMES = ["words", "first picture", "second picture"]


@pytest.fixture
def message(app, inbox, pigeon, ann):  # noqa: F811
    tries = itertools.count()
    pigeon.send = lambda outbound, settings: _sent(pigeon, outbound, next(tries))
    return reply(letter(inbox), by=ann, text="Words, and two pictures.")


def _sent(pigeon, outbound, again: int) -> Sent:
    names = [name + again * "'" for name in NAMES]
    pigeon.after(outbound)
    return Sent(external_id=names[-1], parts=names)


def error(message) -> str | None:
    db.session.refresh(message)
    return message.error


def test_it_is_delivered_when_all_of_it_is(inbox, message):
    deliver_now(inbox.id)
    for name in NAMES:
        assert state(message) == "sent"
        follow(inbox, Receipt(name, "delivered"))
    assert state(message) == "delivered"
    follow(inbox, Receipt(NAMES[2], "read"))
    assert state(message) == "delivered"
    for name in NAMES:
        follow(inbox, Receipt(name, "read"))
    assert state(message) == "read"


@pytest.mark.parametrize("order", list(itertools.permutations(NAMES)))
def test_in_every_order_one_that_failed_is_what_is_shown(inbox, message, order):
    deliver_now(inbox.id)
    for name in (*order, *order):
        follow(inbox, Receipt(name, "failed" if name == NAMES[1] else "delivered", error="no room"))
    assert (state(message), error(message)) == ("failed", "(2/3) no room")
    follow(inbox, Receipt(NAMES[0], "sent"))
    assert state(message) == "failed"


def test_receipts_that_are_faster_than_our_commit_are_not_lost(inbox, pigeon, message):
    pigeon.after = lambda outbound: [follow(inbox, Receipt(name, "read")) for name in NAMES]
    deliver_now(inbox.id)
    assert state(message) == "read"
    assert db.session.scalar(select(func.count()).select_from(EarlyReceipt)) == 0


def test_receipts_of_all_parts_at_once_do_not_overlook_one_another(app, inbox, message):
    deliver_now(inbox.id)
    key, gate = inbox.id, threading.Barrier(len(NAMES))

    def tell(name):
        with app.app_context():
            mine = db.session.get(Inbox, key)
            gate.wait(10)
            follow(mine, Receipt(name, "delivered"))

    threads = [threading.Thread(target=tell, args=[name]) for name in NAMES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert state(message) == "delivered"


def test_sent_again_it_has_new_parts_and_the_old_ones_say_no_more(inbox, message, ann):  # noqa: F811
    deliver_now(inbox.id)
    follow(inbox, Receipt(NAMES[0], "failed", error="no room"))
    retry(message, by=ann)
    follow(inbox, Receipt(NAMES[2], "failed", error="no room"))
    assert state(message) == "queued"
    deliver_now(inbox.id)
    assert db.session.scalar(select(func.count()).select_from(OutgoingPart)) == 3
    follow(inbox, Receipt(NAMES[1], "failed", error="no room"))
    assert state(message) == "sent"


def test_a_heart_on_the_second_picture_stands_on_the_answer(inbox, message):
    deliver_now(inbox.id)
    assert react(inbox, Reaction(NAMES[1], "❤️", None)) is True
    db.session.refresh(message)
    assert message.reaction == "❤️"
