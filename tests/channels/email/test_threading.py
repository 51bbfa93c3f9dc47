"""Which ticket a mail belongs to: only what is proven, or written by who takes part, goes into one that exists."""

import pytest

from helpdesk.customers import Identity
from helpdesk.db import db
from tests.channels.email.conftest import count, mail
from tickets import Link, Message, Ticket, close, copied, merge

EVE = "Eve <eve@evil.test>"


@pytest.fixture
def asked(desk):
    """carol, whose server vouches for her, has asked."""
    return desk.take_one(mail(proven=True, message_id="<first@customer.test>"))


@pytest.fixture
def answered(desk, asked, ann):
    """ann has answered her."""
    return desk.answer(asked.ticket_id, ann)


def test_a_mail_of_a_stranger_opens_a_ticket(desk):
    message = desk.take_one(mail(proven=True))
    ticket = db.session.get(Ticket, message.ticket_id)
    assert (ticket.subject, ticket.channel, message.text, message.trust) == (
        "My lamp",
        "email",
        "My lamp is broken.",
        "proven",
    )
    identity = db.session.get(Identity, ticket.identity_id)
    assert (identity.kind, identity.value, identity.verified_at is not None) == ("email", "carol@customer.test", True)


def test_the_same_mail_twice_is_one_message(desk):
    raw = mail()
    assert len(desk.take(raw)) == 1
    assert desk.take(raw) == []
    assert count(Message) == 1


def test_two_mails_with_one_message_id_are_two_when_their_dates_differ(desk):
    one = mail(message_id="<always@customer.test>", Date="Mon, 3 May 2021 10:00:00 +0000")
    other = mail("Another.", message_id="<always@customer.test>", Date="Tue, 4 May 2021 10:00:00 +0000")
    assert [len(desk.take(raw)) for raw in (one, other, one, other)] == [1, 1, 0, 0]
    assert count(Message) == 2


def test_an_answer_to_our_answer_goes_on(desk, asked, answered):
    ours = answered.envelope["message_id"]
    again = desk.take_one(mail("Thanks!", proven=True, subject="Re: something else", In_Reply_To=ours, References=ours))
    assert again.ticket_id == asked.ticket_id


def test_a_mail_to_the_reply_address_goes_on_without_any_reference(desk, asked):
    again = desk.take_one(mail("Thanks!", to=desk.token(asked.ticket_id), subject="No number here"))
    assert (again.ticket_id, again.trust) == (asked.ticket_id, "proven")


def test_who_answers_from_another_address_with_the_token_is_in_the_ticket_but_is_not_carol(desk, asked):
    again = desk.take_one(mail("It is me.", sender="carol@home.test", to=desk.token(asked.ticket_id)))
    assert again.ticket_id == asked.ticket_id
    assert again.author_id != asked.author_id


def test_a_mail_that_names_an_earlier_one_of_its_writer_goes_on(desk, asked):
    again = desk.take_one(mail("And the shade.", proven=True, References="<first@customer.test>"))
    assert again.ticket_id == asked.ticket_id


def test_the_number_in_the_subject_counts_for_who_takes_part_and_is_proven(desk, asked):
    subject = f"Re: My lamp [#{asked.ticket_id}]"
    assert desk.take_one(mail(proven=True, subject=subject)).ticket_id == asked.ticket_id
    unproven = desk.take_one(mail(subject=subject))
    assert unproven.ticket_id != asked.ticket_id
    assert unproven.trust == "unverified"
    assert claims_of(unproven.ticket_id) == [asked.ticket_id]


def test_the_right_number_from_a_stranger_is_a_new_ticket(desk, asked):
    stranger = desk.take_one(mail(sender=EVE, proven=True, subject=f"Re: My lamp [#{asked.ticket_id}]"))
    assert stranger.ticket_id != asked.ticket_id
    assert claims_of(stranger.ticket_id) == [asked.ticket_id]


def test_a_known_reference_from_a_stranger_is_a_new_ticket(desk, asked):
    stranger = desk.take_one(mail(sender=EVE, proven=True, In_Reply_To="<first@customer.test>"))
    assert stranger.ticket_id != asked.ticket_id
    assert claims_of(stranger.ticket_id) == [asked.ticket_id]


@pytest.mark.parametrize("field", ["In_Reply_To", "References"])
def test_a_forged_sender_is_nobody_even_with_the_right_reference(desk, asked, field):
    forged = desk.take_one(mail(proven=False, **{field: "<first@customer.test>"}))
    assert forged.ticket_id != asked.ticket_id
    assert forged.author_id != asked.author_id
    assert forged.trust == "unverified"


def test_an_answer_to_a_closed_ticket_opens_a_linked_one(desk, asked, answered, ann):
    close(db.session.get(Ticket, asked.ticket_id), by=ann)
    again = desk.take_one(mail(proven=True, In_Reply_To=answered.envelope["message_id"]))
    assert again.ticket_id != asked.ticket_id
    assert [link.other_id for link in db.session.query(Link).filter_by(ticket_id=again.ticket_id)] == [asked.ticket_id]


def test_an_answer_to_a_merged_ticket_goes_to_the_one_that_it_was_merged_into(desk, asked, answered, ann):
    other = desk.take_one(mail("Another thing", proven=True))
    merge(db.session.get(Ticket, asked.ticket_id), into=db.session.get(Ticket, other.ticket_id), by=ann)
    again = desk.take_one(mail(proven=True, In_Reply_To=answered.envelope["message_id"]))
    assert again.ticket_id == other.ticket_id


def test_copies_are_honoured_from_a_proven_sender_alone(desk):
    known = desk.take_one(mail(proven=True, Cc="Bob <bob@customer.test>, support@shop.test"))
    assert copied(db.session.get(Ticket, known.ticket_id)) == ["bob@customer.test"]
    unknown = desk.take_one(mail(sender=EVE, Cc="bob@customer.test"))
    assert copied(db.session.get(Ticket, unknown.ticket_id)) == []


def test_who_is_copied_in_and_proven_may_go_on(desk):
    first = desk.take_one(mail(proven=True, message_id="<c@customer.test>", Cc="bob@customer.test"))
    bob = desk.take_one(mail(sender="bob@customer.test", proven=True, References="<c@customer.test>"))
    assert bob.ticket_id == first.ticket_id
    forged = desk.take_one(mail(sender="bob@customer.test", proven=False, References="<c@customer.test>"))
    assert forged.ticket_id != first.ticket_id


def claims_of(ticket_id: int) -> list[int]:
    links = db.session.query(Link).filter_by(ticket_id=ticket_id, kind="claims")
    return [link.other_id for link in links]
