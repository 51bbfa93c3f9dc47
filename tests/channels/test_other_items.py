"""What else providers tell: reactions, consent, memories, pulls, parts, and further addresses of a customer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from channels import Inbox, polling
from channels.arrival import Arrival
from channels.arriving import take_in
from channels.channel import Broken, Consent, Inbound, Memory, Pull, Reaction, Request, Stopped
from channels.consenting import OptedOut
from channels.delivery import deliver_now
from channels.receipts import EarlyReceipt, forget_early
from helpdesk import clock, customers
from helpdesk.customers import CONSENT_CHANGED, Identity
from helpdesk.db import db, transaction
from helpdesk.events import Event
from tests.channels.test_delivery import ann, letter, state  # noqa: F401
from tickets import Message, Ticket, reply, send_due
from tickets.events import MESSAGE_REACTED

POSTED = Request("POST", "http://desk.test/hooks/pigeon-key", {}, {}, b"{}")
NOON = clock.now() - timedelta(hours=1)


def arrives(inbox, *items):
    return take_in(inbox, POSTED, list(items))


def of_carol(external_id="m1", **values) -> Inbound:
    return Inbound(external_id, address_kind="ring", address="carol", text="Hello", **values)


def event_names() -> list[str]:
    return list(db.session.scalars(select(Event.name).order_by(Event.id)))


def identity_of(value: str, kind: str = "ring") -> Identity:
    return customers.verified(kind, value)


def test_a_reaction_stands_on_the_customers_own_message_and_is_told(app, inbox):
    [message] = arrives(inbox, of_carol())
    arrives(inbox, Reaction("m1", "👍", NOON))
    assert db.session.get(Message, message.id).reaction == "👍"
    assert event_names().count(MESSAGE_REACTED) == 1


def test_a_reaction_stands_on_our_answer_and_can_be_taken_off(app, inbox, ann):  # noqa: F811
    message = reply(letter(inbox), by=ann, text="On its way.")
    deliver_now(inbox.id)
    arrives(inbox, Reaction("out-1", "❤️", NOON))
    assert db.session.get(Message, message.id).reaction == "❤️"
    arrives(inbox, Reaction("out-1", None, NOON + timedelta(minutes=1)))
    assert db.session.get(Message, message.id).reaction is None


def test_of_two_reactions_the_later_one_stands_whichever_comes_first(app, inbox):
    [message] = arrives(inbox, of_carol())
    arrives(inbox, Reaction("m1", "🎉", NOON + timedelta(minutes=5)))
    arrives(inbox, Reaction("m1", "👎", NOON))
    assert db.session.get(Message, message.id).reaction == "🎉"


def test_a_reaction_that_is_faster_than_our_commit_waits_and_one_to_nothing_is_forgotten(app, inbox, ann):  # noqa: F811
    message = reply(letter(inbox), by=ann, text="On its way.")
    arrives(inbox, Reaction("out-1", "👍", NOON), Reaction("never", "👀", NOON))
    deliver_now(inbox.id)
    assert db.session.get(Message, message.id).reaction == "👍"
    assert db.session.query(EarlyReceipt).count() == 1
    forget_early(clock.now() + timedelta(days=2))
    assert db.session.query(EarlyReceipt).count() == 0


def test_after_stop_an_agents_answer_is_refused_with_the_reason(app, inbox, ann):  # noqa: F811
    ticket = letter(inbox)
    arrives(inbox, Consent("ring", "carol", True, NOON, "STOP"))
    with pytest.raises(OptedOut) as refused:
        reply(ticket, by=ann, text="One more thing")
    assert refused.value.details["word"] == "STOP"
    assert (identity_of("carol").stopped_at, identity_of("carol").stopped_word) == (NOON, "STOP")


def test_after_stop_nothing_automatic_and_nothing_scheduled_goes_out(app, inbox, pigeon, ann):  # noqa: F811
    ticket = letter(inbox)
    planned = reply(ticket, by=ann, text="later", due_at=clock.now())
    arrives(inbox, Consent("ring", "carol", True, NOON, "STOP"))
    thanks = reply(db.session.get(Ticket, ticket.id), by=None, text="Thanks, we read it.", is_auto=True)
    with transaction():
        send_due(db.session.get(Message, planned.id), db.session.get(Ticket, ticket.id), by=ann)
    deliver_now(inbox.id)
    assert (state(planned), state(thanks), pigeon.flights) == ("failed", "failed", [])


def test_a_provider_that_refuses_because_we_are_blocked_is_believed(app, inbox, pigeon, ann):  # noqa: F811
    def blocked(outbound):
        raise Stopped("the customer has blocked this account")

    pigeon.before, ticket = blocked, letter(inbox)
    message = reply(ticket, by=ann, text="Hello?")
    deliver_now(inbox.id)
    assert state(message) == "failed"
    assert identity_of("carol").stopped_word == "blocked"
    with pytest.raises(OptedOut):
        reply(db.session.get(Ticket, ticket.id), by=ann, text="Hello again?")


def test_start_lets_answers_through_again_and_an_older_stop_that_comes_late_does_not_count(app, inbox, ann):  # noqa: F811
    ticket = letter(inbox)
    arrives(inbox, Consent("ring", "carol", False, NOON + timedelta(minutes=5), "START"))
    arrives(inbox, Consent("ring", "carol", True, NOON, "STOP"))
    reply(ticket, by=ann, text="Welcome back")
    assert identity_of("carol").stopped_at is None


def test_consent_is_an_event_in_the_ticket_and_holds_for_addresses_that_never_wrote(app, inbox):
    ticket = letter(inbox)
    arrives(inbox, Consent("ring", "carol", True, NOON, "STOP"))
    event = db.session.scalar(select(Event).where(Event.name == CONSENT_CHANGED))
    assert (event.ticket_id, event.data["stopped"], event.data["word"]) == (ticket.id, True, "STOP")
    arrives(inbox, Consent("ring", "eve", True, NOON, "blocked"))
    assert identity_of("eve").stopped_word == "blocked"


def test_what_the_adapter_remembers_is_kept_with_the_items_beside_it(app, inbox):
    arrives(inbox, Memory({"cursor": "c1"}), of_carol("a"))
    arrives(inbox, Memory({"other": 2}), Memory({"cursor": "c2"}))
    assert db.session.get(Inbox, inbox.id, populate_existing=True).state == {"cursor": "c2", "other": 2}


def test_when_the_items_cannot_be_kept_nothing_is_remembered(app, inbox, monkeypatch):
    def fails(*_):
        raise OSError("the store is away")

    monkeypatch.setattr("tickets.attaching.put", fails)
    from channels.channel import File

    with pytest.raises(OSError, match="away"):
        arrives(inbox, Memory({"cursor": "c1"}), of_carol(files=[File("a.txt", data=b"a")]))
    assert db.session.get(Inbox, inbox.id, populate_existing=True).state == {}


def test_a_pull_makes_the_inbox_due_at_once_and_keeps_its_values(app, inbox, pigeon):
    pigeon.poll = lambda inbox: None
    polling.poll_now(inbox.id)
    assert polling.due() == []
    arrives(inbox, Pull({"token": "t1"}))
    assert polling.due() == [inbox.id]
    assert db.session.get(Inbox, inbox.id, populate_existing=True).state == {"token": "t1"}


def test_what_is_announced_while_the_inbox_is_being_asked_makes_it_due_again(app, inbox, pigeon):
    pigeon.poll = lambda inbox: arrives(inbox, Pull({"token": "t2"}))
    polling.poll_now(inbox.id)
    assert polling.due() == [inbox.id]


def test_a_broken_item_leaves_a_dead_letter_and_the_others_arrive(app, inbox):
    assert len(arrives(inbox, of_carol("a"), Broken("no sender", '{"id": 7}'), of_carol("b"))) == 2
    letter_ = db.session.scalar(select(Arrival).where(Arrival.state == "dead"))
    assert "no sender" in letter_.error and '{"id": 7}' in letter_.error


def test_an_address_that_the_channel_vouches_for_is_the_customers_too(app, inbox):
    arrives(inbox, of_carol(also_proves={"phone": "+4915112345678"}))
    assert identity_of("+4915112345678", "phone").customer_id == identity_of("carol").customer_id


def test_an_address_that_another_customer_has_proven_stays_a_claim_and_merges_nobody(app, inbox):
    with transaction():
        dave = customers.identify("phone", "+4915112345678", verified=True, how="sms")[0]
    arrives(inbox, of_carol(also_proves={"phone": "+4915112345678"}))
    assert identity_of("+4915112345678", "phone").customer_id == dave.id
    carol = identity_of("carol").customer_id
    assert carol != dave.id
    assert customers.address_of(carol, "phone", "+4915112345678").verified_at is None


def test_parts_are_kept_sealed_with_their_message_and_shown(app, inbox):
    from helpdesk.console.messages import Around, message_of

    place = {"type": "location", "latitude": 52.5, "longitude": 13.4, "name": "Gate\x00 5"}
    [message] = arrives(inbox, of_carol(parts=[place], envelope={"chat": "c"}))
    kept = db.session.get(Message, message.id)
    assert kept.envelope == {"chat": "c", "parts": [{**place, "name": "Gate 5"}]}
    assert b"Gate" not in kept.envelope_sealed
    assert message_of(kept, Around())["parts"] == [{**place, "name": "Gate 5"}]
