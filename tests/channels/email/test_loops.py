"""Machines that answer machines (attack 8, fault F11): a few mails go out, then none; a flood is dammed."""

from datetime import timedelta

import pytest

from channels import delivery
from channels.adapters.email.reading import read
from channels.outgoing import Outgoing
from helpdesk.db import db, transaction
from helpdesk.events import SYSTEM
from tests.channels.email.conftest import count, mail
from tickets import Message, Ticket, reply, tell


def acknowledge(desk, message: Message) -> Message:
    """An automatic answer, as a rule or a bot would write it."""
    written = reply(db.session.get(Ticket, message.ticket_id), by=SYSTEM, text="We have your mail.", is_auto=True)
    number = written.id
    delivery.deliver_now(desk.number)
    db.session.rollback()
    return db.session.get(Message, number, populate_existing=True)


def test_an_automatic_answer_goes_out_once_a_day(desk):
    first = acknowledge(desk, desk.take_one(mail()))
    second = acknowledge(desk, desk.take_one(mail("Another thing")))
    assert (first.state, second.state) == ("sent", "failed")
    assert "already today" in second.error
    (sent,) = desk.smtp.deliveries
    assert sent.message["Auto-Submitted"] == "auto-replied"


def test_a_reminder_goes_out_on_the_same_day_for_it_answers_nothing(desk):
    asked = desk.take_one(mail())
    acknowledge(desk, asked)
    with transaction():
        ticket = db.session.get(Ticket, asked.ticket_id)
        about = {"inbox_id": ticket.inbox_id, "identity_id": ticket.identity_id, "envelope": {"nudge": 1}}
        number = tell(ticket, text="We are still waiting for your answer.", **about).id
    delivery.deliver_now(desk.number)
    db.session.rollback()
    assert db.session.get(Message, number, populate_existing=True).state == "sent"
    assert "already today" in acknowledge(desk, desk.take_one(mail("Another thing"))).error


def test_a_day_later_it_may_again(desk, later):
    acknowledge(desk, desk.take_one(mail()))
    later(timedelta(hours=25))
    assert acknowledge(desk, desk.take_one(mail("Another thing"))).state == "sent"


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.customer.test>"},
        {"X_Auto_Response_Suppress": "All"},
        {"Return_Path": "<>"},
        {"sender": "noreply@customer.test"},
        {"sender": "MAILER-DAEMON@customer.test"},
        {"sender": "support@shop.test"},
        {"subject": "自动回复：不在办公室"},
    ],
)
def test_machines_lists_and_ourselves_get_no_automatic_answer(desk, fields):
    answer = acknowledge(desk, desk.take_one(mail(**fields)))
    assert answer.state == "failed"
    assert desk.smtp.deliveries == []


@pytest.mark.parametrize("turns", [150, pytest.param(1000, marks=pytest.mark.long)])
def test_two_machines_that_answer_each_other_fall_silent(desk, turns):
    raw = mail("I am away.", subject="Away")
    for _ in range(turns):
        message = desk.take_one(raw)
        answer = acknowledge(desk, message)
        ours = answer.envelope.get("message_id") if answer.envelope else None
        raw = mail("I am away.", subject="Re: Away", **({"In_Reply_To": ours} if ours else {}))
    assert len(desk.smtp.deliveries) <= 3
    assert count(Ticket) <= 101


def test_three_machines_in_a_ring_end_too(desk):
    for turn in range(60):
        sender = f"machine{turn % 3}@ring.test"
        acknowledge(desk, desk.take_one(mail("Noted.", sender=sender, subject="Re: Re: Noted")))
    assert len(desk.smtp.deliveries) <= 3


def test_our_own_mail_that_comes_back_is_not_taken_in(desk, ann):
    asked = desk.take_one(mail())
    desk.answer(asked.ticket_id, ann)
    (sent,) = desk.smtp.deliveries
    before = count(Message)
    assert desk.take(sent.raw) == []
    assert desk.take(b"Received: from a list\r\n" + sent.raw) == []
    assert count(Message) == before


def test_too_many_automatic_mails_of_an_inbox_are_stopped_and_said(desk, monkeypatch):
    from channels import restraint

    monkeypatch.setattr(restraint, "MOST_AN_HOUR", 3)
    states = [acknowledge(desk, desk.take_one(mail(sender=f"c{n}@customer.test"))).state for n in range(5)]
    assert states == ["sent", "sent", "sent", "failed", "failed"]
    assert "a loop?" in desk.inbox.last_error


def test_a_flood_of_one_subject_goes_into_one_ticket(desk):
    for _ in range(130):
        desk.take_one(mail(sender="alarm@machines.test", subject="Disk full"))
    assert count(Message) == 130
    assert count(Ticket) == 100


def test_a_busy_person_is_no_flood(desk):
    for number in range(40):
        desk.take_one(mail(subject=f"Order {number}"))
    assert count(Ticket) == 40


def test_an_absence_note_joins_its_ticket_and_wakes_nobody(desk, ann):
    asked = desk.take_one(mail())
    desk.answer(asked.ticket_id, ann, status="solved")
    ours = read(desk.smtp.deliveries[0].raw).message_id
    note = desk.take_one(
        mail("I am away.", subject="Automatic reply: My lamp", In_Reply_To=ours, Auto_Submitted="auto-replied")
    )
    ticket = db.session.get(Ticket, asked.ticket_id)
    assert (note.ticket_id, note.is_auto, ticket.status) == (ticket.id, True, "solved")


def test_a_mail_of_a_form_is_waited_for_though_no_machine_may_answer_it(desk):
    message = desk.take_one(mail(sender="noreply@forms.test", subject="New request"))
    assert db.session.get(Ticket, message.ticket_id).waiting_since is not None
    assert count(Outgoing) == 0


@pytest.fixture
def later(monkeypatch):
    """later(delta): from now on the clock of the program is so much ahead."""
    from helpdesk import clock

    now = clock.now

    def ahead(delta: timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: now() + delta)

    return ahead
