"""A conversation by Messenger or Instagram, both ways, through the real webhook and the stand-in's real API."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from channels import introducing, windows
from channels.channel import File, Later
from channels.delivery import deliver_now
from channels.media import fetch_now
from helpdesk import clock, customers, files
from helpdesk.db import db
from tests.channels.messaging.conftest import CAROL
from tests.support.eventually import eventually
from tickets import Attachment, Ticket, reply


def afresh(row):
    """The row as the others have left it."""
    db.session.rollback()
    db.session.refresh(row)
    return row


@pytest.fixture
def asked(place):
    """Carol has asked something."""
    place.write("Is it blue?", person=CAROL)
    return db.session.scalar(select(Ticket))


def name_of(ticket):
    db.session.rollback()
    return db.session.get(customers.Customer, ticket.customer_id, populate_existing=True).name


def test_a_question_is_answered_and_read(place, asked, ann):
    answer = reply(asked, by=ann, text="It is.")
    deliver_now(place.inbox.id)
    assert place.shown(CAROL.id) == ["It is."]
    place.tell(afresh(answer).envelope["ids"][0], "read", CAROL.id)
    assert afresh(answer).state == "read"


def test_messenger_says_what_arrived(provider, ann):
    messenger = provider("messenger")
    messenger.write("Hello", person=CAROL)
    answer = reply(db.session.scalar(select(Ticket)), by=ann, text="Hello!")
    deliver_now(messenger.inbox.id)
    assert eventually(lambda: afresh(answer).state == "delivered")


def test_all_that_was_sent_before_is_read_with_the_last(place, asked, ann):
    answers = [reply(asked, by=ann, text=text) for text in ("It is.", "And green.")]
    deliver_now(place.inbox.id)
    place.tell(afresh(answers[1]).envelope["ids"][0], "read", CAROL.id)
    assert [afresh(answer).state for answer in answers] == ["read", "read"]


def test_a_picture_comes_with_its_bytes(place):
    place.write("Look", "picture", person=CAROL, file=File("p.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 a picture"))
    fetch_now(place.inbox.id)
    db.session.rollback()
    assert files.get(db.session.scalar(select(Attachment)).storage_key) == b"\xff\xd8\xff\xe0 a picture"


def test_the_name_is_asked_for_after_the_message(place, asked):
    assert name_of(asked) is None
    introducing.look(place.inbox.id, asked.identity_id)
    assert name_of(asked) == "Carol Díaz"


def test_a_name_that_an_agent_gave_is_kept(place, asked):
    from helpdesk.db import transaction

    with transaction():
        db.session.get(customers.Customer, asked.customer_id).name = "Mrs Díaz"
    introducing.look(place.inbox.id, asked.identity_id)
    assert name_of(asked) == "Mrs Díaz"


def test_without_an_answer_there_is_simply_no_name(place, asked):
    place.faults(broken=1.0)
    introducing.look(place.inbox.id, asked.identity_id)
    assert name_of(asked) is None and place.counted("broken") == 1


def test_the_window_is_a_day_or_for_people_a_week(place, asked, adapter):
    began = windows.window_of(place.inbox, asked.identity_id) - timedelta(hours=24)
    assert clock.now() - began < timedelta(minutes=5)
    place.inbox.settings = {**place.inbox.settings, "human_agent": "yes"}
    assert windows.window_of(place.inbox, asked.identity_id) - began == timedelta(days=7)


def test_the_same_delivery_five_times_is_one_message(place):
    postings = place.act(person=CAROL, text="Hello")
    assert {answer.status_code for answer in place.post(*postings * 5)} == {200}
    from tickets import Message

    assert len(db.session.scalars(select(Message)).all()) == 1


def test_later_is_not_refused(place, asked, adapter):
    place.faults(broken=1.0)
    with pytest.raises(Later):
        adapter.who(place.settings, CAROL.id)
