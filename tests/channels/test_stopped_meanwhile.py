"""Nobody brings us to write to an address whose holder has said STOP, nor after the window has shut."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from channels import register
from channels.channel import Consent
from channels.consenting import OptedOut
from channels.delivery import deliver_now
from channels.windows import EnoughSaid
from helpdesk import clock, customers
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from tests.channels.pigeon import Pigeon, loft, release
from tests.channels.test_delivery import ann, letter, make_due, state  # noqa: F401
from tests.channels.test_other_items import arrives
from tickets import Message, Ticket, reply


@transaction()
def claimed_by_eve(inbox, value="carol"):
    """Eve writes, and says that this address is hers as well."""
    ticket = letter(inbox, "eve")
    return ticket, customers.claim(db.session.get(Customer, ticket.customer_id), "ring", value, how="said")


def test_who_said_stop_is_not_written_to_because_somebody_else_claims_their_address(app, inbox, pigeon, ann):  # noqa: F811
    letter(inbox, "carol")
    arrives(inbox, Consent("ring", "carol", True, clock.now(), "STOP"))
    ticket, claim = claimed_by_eve(inbox)
    with pytest.raises(OptedOut) as refused:
        reply(ticket, by=ann, text="Buy more", inbox_id=inbox.id, identity_id=claim.id)
    assert refused.value.details["word"] == "STOP"
    deliver_now(inbox.id)
    assert pigeon.flights == []


def test_what_waited_for_the_provider_does_not_go_out_after_a_stop(app, inbox, pigeon, ann):  # noqa: F811
    message = reply(letter(inbox), by=ann, text="One more thing")
    arrives(inbox, Consent("ring", "carol", True, clock.now(), "STOP"))
    deliver_now(inbox.id)
    assert (pigeon.flights, state(message)) == ([], "failed")
    assert db.session.get(Message, message.id).error == "opted_out"


def test_what_waited_until_the_window_had_shut_does_not_go_out(app, pigeon, ann):  # noqa: F811
    inbox, swift = loft("swift"), register.all_adapters()["swift"]
    message = reply(letter(inbox), by=ann, text="At last")
    with transaction():
        db.session.execute(
            update(Message).where(Message.kind == "inbound").values(at=clock.now() - timedelta(hours=25))
        )
    make_due()
    deliver_now(inbox.id)
    assert (swift.flights, state(message)) == ([], "failed")
    assert db.session.get(Message, message.id).error == "window_over"


def test_the_last_answer_that_a_provider_takes_is_not_held_back_by_itself(app, pigeon, ann, monkeypatch):  # noqa: F811
    release(monkeypatch, Pigeon("tern", window=timedelta(hours=48), at_most=1))
    inbox = loft("tern")
    ticket = letter(inbox)
    message = reply(ticket, by=ann, text="Only one")
    with pytest.raises(EnoughSaid):
        reply(db.session.get(Ticket, ticket.id), by=ann, text="Two")
    deliver_now(inbox.id)
    assert state(message) == "sent"
