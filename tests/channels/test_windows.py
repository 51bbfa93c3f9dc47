"""Some providers let us answer only for a while after the customer wrote."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from channels import Outgoing, WindowOver, retry, send_options, window_of
from helpdesk import clock, customers
from helpdesk.db import db, transaction
from tests.channels.pigeon import loft
from tests.channels.test_delivery import ann, letter, state  # noqa: F401
from tickets import Message, Ticket, reply, send_due


@transaction()
def wrote(ago: timedelta):
    db.session.execute(update(Message).where(Message.kind == "inbound").values(at=clock.now() - ago))


def test_within_the_window_an_answer_goes_out_and_after_it_the_agent_is_told(app, pigeon, ann):  # noqa: F811
    inbox = loft("swift")
    ticket = letter(inbox)
    wrote(timedelta(hours=23))
    reply(ticket, by=ann, text="in time")
    wrote(timedelta(hours=25))
    with pytest.raises(WindowOver):
        reply(ticket, by=ann, text="too late")
    assert db.session.scalar(select(func.count()).select_from(Message).where(Message.kind == "reply")) == 1


def test_a_scheduled_answer_that_comes_too_late_is_kept_and_has_failed(app, pigeon, ann):  # noqa: F811
    inbox = loft("swift")
    ticket = letter(inbox)
    message = reply(ticket, by=ann, text="later", due_at=clock.now())
    wrote(timedelta(hours=25))
    with transaction():
        send_due(db.session.get(Message, message.id), db.session.get(Ticket, ticket.id), by=ann)
    assert state(message) == "failed"
    assert db.session.get(Message, message.id).error == "window_over"
    assert db.session.scalar(select(Outgoing.state)) == "failed"


def test_trying_again_after_the_window_is_refused_with_the_reason(app, pigeon, ann):  # noqa: F811
    ticket = letter(loft("swift"))
    message = reply(ticket, by=ann, text="later", due_at=clock.now())
    wrote(timedelta(hours=25))
    with transaction():
        send_due(db.session.get(Message, message.id), db.session.get(Ticket, ticket.id), by=ann)
    with pytest.raises(WindowOver):
        retry(db.session.get(Message, message.id), by=ann)
    wrote(timedelta(hours=1))
    assert retry(db.session.get(Message, message.id), by=ann) is True


def test_a_channel_without_a_window_has_none(app, inbox):
    ticket = letter(inbox)
    assert window_of(inbox, ticket.identity_id) is None


def test_the_composer_is_offered_every_way_that_reaches_the_customer_the_tickets_own_first(app, inbox, pigeon):
    ticket, swift = letter(inbox), loft("swift")
    letter(swift, "carol")
    with transaction():
        carol = customers.identify("ring", "carol", verified=True, how="channel")[0]
        customers.claim(carol, "email", "carol@example.test", how="said")
    loft("dove", enabled=False)
    options = send_options(ticket)
    assert [(o["inbox_id"], o["default"]) for o in options] == [(inbox.id, True), (swift.id, False)]
    assert options[0]["window_ends_at"] is None
    assert options[1]["window_ends_at"] > clock.iso(clock.now() + timedelta(hours=23))
    assert options[1]["label"] == "Loft"
