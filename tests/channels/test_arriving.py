"""What a provider says more than once, at once, out of order or half wrong still becomes each message once."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from channels import Inbox, ingest
from channels.arrival import Arrival
from channels.channel import Broken, Inbound
from channels.dead_letters import all_dead, discard, replay, replay_due
from helpdesk import clock
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.events import Event
from tests.channels.pigeon import loft
from tickets import Message, Ticket


def said(number, text="hello", who="carol"):
    return {"id": str(number), "from": who, "text": text}


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def together(times: int, work) -> list:
    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(work, range(times)))


def test_sixteen_deliveries_of_one_message_at_once_are_one_message(app, inbox):
    number = inbox.id

    def deliver(_):
        with app.app_context():
            inbox = db.session.get(Inbox, number)
            return ingest(inbox, Inbound("same", address_kind="ring", address="carol", text="hi")) is not None

    assert sum(together(16, deliver)) == 1
    assert (count(Message), count(Ticket), count(Customer)) == (1, 1, 1)


def test_the_same_id_from_two_addresses_at_once_is_one_message(app, post):
    answers = together(8, lambda i: post(said("same", who=f"ring-{i}")).status_code)
    assert set(answers) == {200}
    assert (count(Message), count(Ticket)) == (1, 1)


def test_ten_pictures_posted_at_once_make_one_ticket(app, post):
    answers = together(10, lambda i: post(said(i, f"picture {i}")).status_code)
    assert set(answers) == {200}
    assert (count(Ticket), count(Message), count(Customer)) == (1, 10, 1)
    assert db.session.scalar(select(Ticket.message_count)) == 10


def test_two_batches_with_the_same_people_in_another_order_do_not_wait_for_one_another(app, post):
    people = [f"ring-{i}" for i in range(6)]

    def batch(i):
        order = people if i % 2 else people[::-1]
        return post(*(said(f"{i}-{who}", who=who) for who in order)).status_code

    assert set(together(6, batch)) == {200}
    assert (count(Message), count(Ticket)) == (36, 6)


@pytest.mark.parametrize("times", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_events_each_delivered_up_to_twenty_times_from_sixteen_threads_are_one_row_each(app, post, times):
    shuffler = random.Random(5)
    events = [said(i, who=f"ring-{i % 50}") for i in range(times)]
    deliveries = [e for e in events for _ in range(shuffler.randint(1, 20 if times > 100 else 5))]
    shuffler.shuffle(deliveries)
    with ThreadPoolExecutor(16) as threads:
        answers = set(threads.map(lambda e: post(e).status_code, deliveries))
    assert answers == {200}
    assert (count(Message), count(Ticket)) == (times, 50)


def test_one_bad_item_of_a_batch_is_a_dead_letter_and_the_others_arrive(app, post):
    assert post(said(1), {**said(2), "from": " "}, said(3)).status_code == 200
    assert {m.text for m in db.session.scalars(select(Message))} == {"hello"}
    assert count(Message) == 2
    [dead] = all_dead()
    assert "ValueError" in dead.error
    assert dead.due_at > dead.at
    events = db.session.scalars(select(Event.name).where(Event.name == "message_received")).all()
    assert len(events) == 2


def test_an_item_that_the_adapter_cannot_read_is_a_dead_letter_and_the_others_arrive(app, post, pigeon, monkeypatch):
    whole = pigeon.parse
    monkeypatch.setattr(pigeon, "parse", lambda *of: [Broken("no sender"), *whole(*of)])
    assert post(said(1), said(2)).status_code == 200
    assert count(Message) == 2
    [dead] = all_dead()
    assert "no sender" in dead.error


def test_what_cannot_be_parsed_is_kept_and_can_be_tried_again_once_it_is_understood(app, post, pigeon, monkeypatch):
    understood = pigeon.parse
    pigeon.parse = lambda request, settings: 1 / 0
    assert post(said(1), said(2)).status_code == 200
    [dead] = all_dead()
    assert replay(dead.id) is False
    assert (all_dead()[0].attempts, count(Message)) == (2, 0)
    pigeon.parse = understood
    assert replay(dead.id) is True
    assert (all_dead(), count(Message)) == ([], 2)
    assert count(Arrival) == 1
    assert replay(dead.id) is False


def test_a_dead_letter_can_be_thrown_away(app, post, pigeon):
    pigeon.parse = lambda request, settings: 1 / 0
    post(said(1))
    [dead] = all_dead()
    discard(dead.id)
    assert all_dead() == []
    assert replay(dead.id) is False
    assert db.session.get(Arrival, dead.id).raw is None


def test_text_that_no_database_keeps_is_kept_without_what_cannot_be(app, post):
    assert post(said(1, "a\0b \ud800 c")).status_code == 200
    assert db.session.scalar(select(Message.text)) == "ab \ufffd c"


def test_an_edit_changes_the_message_once_and_an_older_one_changes_nothing(app, post):
    post(said("m1", "helo"))
    assert post({"edit": "m1", "text": "hello!", "at": "2026-11-22T10:00:02+00:00"}).status_code == 200
    post({"edit": "m1", "text": "hello?", "at": "2026-11-22T10:00:01+00:00"})
    assert db.session.scalar(select(Message.text)) == "hello!"
    assert db.session.scalar(select(Ticket.preview)) == "hello!"
    post({"edit": "m1", "text": None, "at": "2026-11-22T10:00:03+00:00"})
    assert db.session.scalar(select(Message.deleted_at)) is not None
    names = list(db.session.scalars(select(Event.name).where(Event.name.like("message_%")).order_by(Event.id)))
    assert names == ["message_received", "message_edited", "message_deleted"]


def test_an_edit_that_comes_before_its_message_waits_as_a_dead_letter(app, post):
    post({"edit": "m1", "text": "hello!", "at": "2026-11-22T10:00:02+00:00"})
    [dead] = all_dead()
    post(said("m1", "helo"))
    assert replay(dead.id) is True
    assert db.session.scalar(select(Message.text)) == "hello!"


def test_one_person_in_two_inboxes_has_a_ticket_in_each(app, post):
    with transaction():
        loft(key="second")
    post(said(1)), post(said(1), key="second")
    assert (count(Ticket), count(Customer)) == (2, 1)


def test_a_dead_letter_that_brings_the_process_down_is_tried_five_times_at_most(app, post, pigeon):
    class Killed(BaseException):
        """The process ends here."""

    pigeon.parse = lambda request, settings: 1 / 0
    post(said(1))

    def kill(request, settings):
        raise Killed

    pigeon.parse = kill
    later = clock.now()
    for _ in range(4):
        later += timedelta(hours=2)
        with pytest.raises(Killed):
            replay_due(later)
    assert replay_due(later + timedelta(days=30)) == 0
    assert all_dead()[0].attempts == 5


@pytest.mark.parametrize("who", [None, 7, True, [], {}])
def test_in_a_batch_a_writer_that_is_no_text_does_not_lose_the_others(app, post, who):
    assert post(said(1), {**said(2), "from": who}, said(3)).status_code == 200
    assert (count(Message), count(Arrival)) == (2, 1)
    assert db.session.scalar(select(Arrival.state)) == "dead"
