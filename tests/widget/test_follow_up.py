"""When a visitor has left, the answer follows by e-mail; nothing else ever does."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from channels import Outgoing
from channels.webchat import follow_up, presence
from helpdesk import clock, customers
from helpdesk.customers import Identity
from helpdesk.db import db, transaction
from tests.widget.conftest import SECRET
from tickets import Ticket, mark_delivery, reply

SOON = timedelta(seconds=61)


@pytest.fixture(autouse=True)
def _with_mail(mailbox):
    """Every test here has an e-mail inbox."""


def answer(number, by, text="It is back.", **values):
    db.session.rollback()
    db.session.expire_all()
    return reply(db.session.get(Ticket, number), by=by, text=text, **values)


def mailed(mailbox) -> list[tuple[int, str]]:
    """Which answers are on their way by e-mail, and to whom."""
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.scalars(select(Outgoing).where(Outgoing.inbox_id == mailbox.id).order_by(Outgoing.id)).all()
    return [(row.message_id, db.session.get(Identity, row.identity_id).value) for row in rows]


def later(by=SOON):
    return follow_up.send_due(clock.now() + by)


def test_who_has_left_gets_the_answer_by_mail(carols, ann, mailbox):
    number = carols.opens("Is it back?", form={"email": "Carol@Example.com"})
    message = answer(number, ann)
    assert later(timedelta(seconds=30)) == 0
    assert later() == 1
    assert mailed(mailbox) == [(message.id, "carol@example.com")]


def test_it_is_sent_once_however_often_is_looked(carols, ann, mailbox):
    number = carols.opens("Is it back?", form={"email": "carol@example.com"})
    answer(number, ann)
    assert [later(), later(), later(timedelta(hours=5))] == [1, 0, 0]
    assert len(mailed(mailbox)) == 1


def test_who_is_still_here_gets_none_until_they_leave(app, carols, ann, mailbox, chat):
    from channels import webchat

    number = carols.opens("Is it back?", form={"email": "carol@example.com"})
    visitor = webchat.recognise(chat, carols.token)
    answer(number, ann)
    presence.here([visitor.id])
    assert later(timedelta(seconds=59)) == 0
    assert follow_up.send_due(clock.now()) == 0
    assert later(SOON * 2) == 1


def test_the_mail_says_what_it_is_about_in_the_readers_language(app, carols, ann, mailbox):
    number = carols.opens("Is it back?", form={"email": "carol@example.com"})
    message = answer(number, ann)
    later()
    db.session.expire_all()
    assert db.session.get(type(message), message.id).subject == "Your conversation with Songtide"


def test_who_has_read_it_gets_none(carols, ann, mailbox):
    number = carols.opens("Is it back?", form={"email": "carol@example.com"})
    message = answer(number, ann)
    carols.post(f"conversations/{number}/read", message_id=message.id)
    assert later() == 0 and mailed(mailbox) == []


def test_who_gave_no_address_finds_it_when_they_come_back(carols, ann, mailbox):
    number = carols.opens("Is it back?")
    answer(number, ann)
    assert later() == 0 and mailed(mailbox) == []
    assert carols.sees(number) == ["Is it back?", "It is back."]


def test_an_address_given_after_the_message_is_good_too(carols, ann, mailbox):
    number = carols.opens("Is it back?")
    carols.put("visitor", email="carol@example.com")
    answer(number, ann)
    assert later() == 1
    assert [address for _, address in mailed(mailbox)] == ["carol@example.com"]


def test_a_signed_user_without_a_claim_is_written_to_at_the_proven_address(browser_of, ann, mailbox):
    carols = browser_of()
    carols.identify("4711", SECRET)
    number = carols.opens("Is it back?")
    db.session.expire_all()
    ticket = db.session.get(Ticket, number)
    customer = db.session.get(customers.Customer, ticket.customer_id)
    customers.verify(customers.claim(customer, "email", "proven@example.com", how="mail"), how="mail")
    answer(number, ann)
    assert later() == 1
    assert [address for _, address in mailed(mailbox)] == ["proven@example.com"]


def test_nothing_automatic_is_mailed_to_an_address_somebody_typed_in(carols, ann, mailbox):
    number = carols.opens("Is it back?", form={"email": "victim@example.com"})
    answer(number, None, "We have got your message.", is_auto=True)
    assert later() == 0 and mailed(mailbox) == []


def test_ten_thousand_forms_mail_nobody(app, chat, mailbox, orders):
    """Attack 7, at its full size where it counts: forms alone never make a mail, however many there are."""
    from channels import webchat

    with transaction():
        for n in range(500):
            visitor, _ = webchat.arrive(chat, language="en")
            webchat.introduce(visitor, name="BUY NOW", email=f"victim{n}@example.com")
            webchat.say(visitor, chat, client_id=f"00000000-0000-4000-8000-{n:012d}", text="Buy now at evil.example")
    assert later(timedelta(days=1)) == 0
    assert mailed(mailbox) == []


def test_without_an_e_mail_inbox_none_is_promised(app, carols, ann, mailbox):
    assert carols.start()["inbox"]["mails"] is True
    with transaction():
        db.session.get(type(mailbox), mailbox.id).enabled = False
    assert carols.start()["inbox"]["mails"] is False
    number = carols.opens("Is it back?", form={"email": "carol@example.com"})
    answer(number, ann)
    assert later() == 0


def test_the_chosen_inbox_is_used(app, carols, ann, chat, mailbox):
    from channels import Inbox
    from helpdesk.hot import insert

    with transaction():
        second = insert(Inbox(key="chat-mail", name="Chat", channel="email", settings={}))
        row = db.session.get(type(chat), chat.id)
        row.settings = {**row.settings, "follow_up_inbox": "chat-mail"}
    number = carols.opens("Is it back?", form={"email": "carol@example.com"})
    answer(number, ann)
    assert later() == 1
    assert len(mailed(second)) == 1 and mailed(mailbox) == []


def test_reading_is_never_undone_by_the_delivery(carols, ann, fresh):
    number = carols.opens("Is it back?")
    message = answer(number, ann)
    carols.post(f"conversations/{number}/read", message_id=message.id)
    assert mark_delivery(fresh(message), "sent") is False
    assert fresh(message).state == "read"
