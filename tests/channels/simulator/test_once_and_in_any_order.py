"""Every delivery may come up to twenty times, at once and in any order: the desk ends as if it had come once.

Over every stand-in whose provider posts what customers write; a new one is in it by being there.
"""

import itertools
import json
import random
import zlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from channels.delivery import deliver_now
from channels.register import all_adapters
from channels.simulator.callers import id_of
from channels.simulator.register import all_standins
from channels.simulator.standin import Person, Posting
from helpdesk import clock
from helpdesk.db import db
from tests.channels.courier import signature
from tests.channels.standing import post
from tests.support import at_once
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket, reply

# Browsers and programs, which name their own messages and are slowed down where they come too often: tests/widget,
# tests/form, tests/api.
OTHERWISE = ("webchat", "api", "form")
THREADS, MOST = 16, 20
RANK = {None: 0, "queued": 1, "sending": 1, "sent": 2, "delivered": 3, "read": 4}


def is_posted(kind):
    """Whether this provider posts the words themselves: others only say that there are some, or know no senders."""
    adapter = all_adapters()[kind]
    return "text" in all_standins()[kind].acts and not hasattr(adapter, "poll") and kind not in OTHERWISE


KINDS = [kind for kind in sorted(all_standins()) if is_posted(kind)]
PLACES = list(itertools.permutations(range(5)))


def person_of(provider, name):
    phone = f"+1415555{1000 + zlib.crc32(name.encode()) % 9000}"
    return Person(id_of(provider.kind, name, phone), name, phone)


def deliver_all(app, provider, deliveries):
    """Post these from sixteen threads at the same moment; every status that was answered."""
    statuses = []

    def carry(mine):
        for posting in mine:
            statuses.append(post(app, provider.key, posting).status_code)

    parts = [deliveries[start::THREADS] for start in range(THREADS)]
    at_once(app, *[lambda mine=mine: carry(mine) for mine in parts])
    return statuses


def inbound_of(provider):
    db.session.rollback()
    return list(
        db.session.scalars(
            select(Message)
            .where(Message.inbox_id == provider.inbox.id, Message.kind == "inbound")
            .order_by(Message.at, Message.id)
        )
    )


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("events", [10, pytest.param(500, marks=[pytest.mark.long, pytest.mark.timeout(3600)])])
def test_what_comes_up_to_twenty_times_from_sixteen_threads_is_one_message(app, provider, orders, kind, events):
    opened, chance = provider(kind), random.Random(7)
    people = [person_of(opened, f"Customer {n}") for n in range(max(2, events // 5))]
    written = [opened.act(text=f"Number {n}", person=people[n % len(people)]) for n in range(events)]
    deliveries = [posting for postings in written for posting in postings * chance.randint(1, MOST)]
    chance.shuffle(deliveries)
    statuses = deliver_all(app, opened, deliveries)
    assert len(statuses) == len(deliveries) and not [one for one in statuses if one >= 500]
    texts = [message.text for message in inbound_of(opened)]
    assert sorted(text.strip() for text in texts) == sorted(f"Number {n}" for n in range(events))


@pytest.mark.timeout(300)
def test_all_orders_of_five_messages_with_their_receipts_end_in_the_same_thread(app, a_courier, ann):
    ends = {play(a_courier, ann, f"carol-{n}", order) for n, order in enumerate(PLACES)}
    assert ends == {(("word 0", "word 1", "word 2", "word 3", "word 4"), "read")}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "email"])
def test_the_orders_of_five_messages_end_in_the_same_thread_with_every_provider(app, provider, ann, kind):
    opened = provider(kind)
    for n, order in enumerate(random.Random(3).sample(PLACES, 6)):
        person, began = person_of(opened, f"Customer {n}"), clock.now() - timedelta(minutes=9)
        written = [
            opened.act(text=f"{n} word {k}", person=person, id=f"{kind}-{n}-{k}", at=began + timedelta(minutes=k))
            for k in range(5)
        ]
        statuses = [answer.status_code for place in order for answer in opened.post(*written[place])]
        assert set(statuses) == {200}
        thread = [message for message in inbound_of(opened) if message.text.startswith(f"{n} ")]
        told_when = all(message.at < clock.now() - timedelta(minutes=4) for message in thread)  # SMS tells no time
        texts = [message.text for message in thread]
        assert (texts if told_when else sorted(texts)) == [f"{n} word {k}" for k in range(5)]
    assert len(inbound_of(opened)) == 30


def play(courier, ann, name, order):
    """Five messages of somebody in this order, with the receipts of our answer strewn among them."""
    began = clock.now() - timedelta(hours=1)
    entries = [
        {"id": f"{name}-{k}", "from": name, "text": f"word {k}", "at": (began + timedelta(minutes=k)).isoformat()}
        for k in range(5)
    ]
    first, *others = order
    give(courier, entries[first])
    db.session.rollback()
    ticket = db.session.scalars(select(Ticket).order_by(Ticket.id.desc())).first()
    number = reply(ticket, by=ann, text="Yes?").id
    deliver_now(courier.inbox.id)
    shown = courier.screen(name)[-1]["id"]
    receipts = random.Random(str(order)).sample(["delivered", "read", "sent", "delivered"], 4)
    before = 0
    for place, state in zip(others, receipts, strict=True):
        give(courier, entries[place], {"receipt": shown, "state": state})
        db.session.rollback()
        now = RANK[db.session.get(Message, number).state]
        assert now >= before, "a status went back"
        before = now
    messages = db.session.scalars(
        select(Message)
        .where(Message.ticket_id == ticket.id, Message.kind == "inbound")
        .order_by(Message.at, Message.id)
    ).all()
    return tuple(message.text for message in messages), db.session.get(Message, number).state


def give(courier, *items):
    body = json.dumps({"items": items}).encode()
    (answer,) = courier.post(Posting(body, {"X-Courier": signature(courier.settings["token"], body)}))
    assert answer.status_code == 200
