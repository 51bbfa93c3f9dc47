"""Some providers say only until when everything was read, not which messages."""

from datetime import timedelta

import pytest

from channels.arriving import take_in
from channels.channel import Request
from channels.delivery import deliver_now
from channels.up_to import UpTo
from helpdesk import clock
from tests.channels.test_delivery import ann, letter, state  # noqa: F401
from tickets import reply

POST = Request("POST", "http://127.0.0.1:8000/hooks/pigeon-key", {}, {}, b"")
ADDRESS = "carol"


@pytest.fixture
def answers(app, inbox, pigeon, ann):  # noqa: F811
    ticket = letter(inbox)
    made = [reply(ticket, by=ann, text=words) for words in ("It is on its way.", "It is there.")]
    deliver_now(inbox.id)
    return ticket, made


def told(inbox, ticket, name, at):
    from helpdesk.customers import Identity
    from helpdesk.db import db

    identity = db.session.get(Identity, ticket.identity_id)
    return take_in(inbox, POST, [UpTo(identity.kind, identity.value, name, at)])


def test_everything_until_then_is_read_and_nothing_after(app, inbox, answers):
    ticket, (first, second) = answers
    assert told(inbox, ticket, "read", clock.now() - timedelta(minutes=5)) == []
    assert (state(first), state(second)) == ("sent", "sent")
    assert told(inbox, ticket, "read", clock.now()) == [True]
    assert (state(first), state(second)) == ("read", "read")


def test_what_was_read_is_not_merely_delivered_again(app, inbox, answers):
    ticket, (first, second) = answers
    told(inbox, ticket, "read", clock.now())
    assert told(inbox, ticket, "delivered", clock.now()) == []
    assert (state(first), state(second)) == ("read", "read")


def test_it_is_about_this_address_alone(app, inbox, answers):
    assert take_in(inbox, POST, [UpTo("ring", "eve", "read", clock.now())]) == []
    assert {state(message) for message in answers[1]} == {"sent"}
