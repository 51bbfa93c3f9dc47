"""Robots: what they send, how often, and that victims of theirs get nothing worth sending."""

import time

import pytest
from sqlalchemy import func, select

from channels import connect
from channels.delivery import deliver_now
from channels.form.stamp import LONGEST, read, stamp
from channels.outgoing import Outgoing
from helpdesk.db import db
from helpdesk.hot import get
from tests.form.conftest import text_of
from tickets import Message, Ticket

CANARY = "buy-cheap-watches.example"


def count(model, *where) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def test_what_fills_in_the_hidden_field_sends_nothing_and_is_told_so(contact, send):
    contact()
    answer = send(website="https://spam.example")
    assert answer.status_code == 422
    assert count(Ticket) == 0


def test_who_is_too_quick_for_a_person_presses_once_more_and_nothing_is_lost(contact, send, monkeypatch):
    contact()
    mark = stamp("contact")
    answer = send(mark)
    assert "press Send" in text_of(answer) and "My kettle leaks." in answer.text
    assert mark in answer.text and count(Ticket) == 0
    later = time.time() + 5
    monkeypatch.setattr("channels.form.stamp.time.time", lambda: later)
    assert "received" in text_of(send(mark))
    assert count(Ticket) == 1


@pytest.mark.parametrize("mark", ["", "x", "ü.ü.ü", "1.2.3", "a" * 5000])
def test_a_page_that_we_have_not_shown_sends_nothing(contact, send, mark):
    contact()
    assert send(mark).status_code == 200
    assert count(Ticket) == 0


def test_a_stamp_is_good_for_one_form_and_one_day(app):
    mark = stamp("contact", ago=LONGEST + 60)
    assert read("contact", mark).too_old
    assert read("another", mark) is None
    number, shown, signature = mark.split(".")
    assert read("contact", f"{number}.{int(shown) + 99_000}.{signature}") is None


def test_a_page_is_as_old_as_it_is_to_the_tenth_of_a_second(app, monkeypatch):
    monkeypatch.setattr("channels.form.stamp.time.time", lambda: 1_700_000_000.9)
    mark = stamp("contact")
    monkeypatch.setattr("channels.form.stamp.time.time", lambda: 1_700_000_003.0)
    assert not read("contact", mark).too_quick


def test_who_sends_too_often_is_asked_to_wait_and_keeps_what_was_typed(contact, send):
    contact()
    answers = [send(text=f"Number {n}", email=f"p{n}@example.com") for n in range(25)]
    assert [one.status_code for one in answers] == [200] * 24 + [429]
    assert "Number 24" in answers[-1].text
    assert int(answers[-1].headers["Retry-After"]) <= 60
    assert count(Ticket) == 24
    assert send(text="From elsewhere", ip="203.0.113.9").status_code == 200


def test_one_address_gets_so_many_however_it_is_spelt(contact, send):
    contact()
    answers = [send(text=f"Number {n}", email=f"victim+{n}@example.com", ip=f"203.0.113.{n}") for n in range(12)]
    assert [one.status_code for one in answers].count(429) == 2


def test_a_confirmation_has_nothing_of_what_was_typed(contact, send, smtp_server):
    mail = connect(
        channel="email",
        name="Mail",
        settings={
            "address": "help@shop.example",
            "smtp_host": smtp_server.host,
            "smtp_port": str(smtp_server.port),
            "smtp_security": "none",
            "imap_host": "127.0.0.1",
            "imap_password": "x",
        },
    )
    contact(confirm="yes")
    send(name=CANARY, subject=CANARY, text=CANARY, email="victim@example.com")
    deliver_now(mail.id)
    [delivery] = smtp_server.sent_to("victim@example.com")
    said = delivery.message
    assert said["Auto-Submitted"].startswith("auto-")
    assert CANARY not in said.as_string() + said.get_body().get_content()


def test_an_address_is_confirmed_once_a_day_however_it_is_spelt(contact, mailbox, send):
    contact(confirm="yes")
    for number, address in enumerate(["v.ictim@gmail.com", "victim+a@gmail.com", "VICTIM@googlemail.com"]):
        send(text=f"Number {number}", email=address)
    assert count(Outgoing) == 1
    assert count(Ticket) == 3


@pytest.mark.parametrize("many", [500, pytest.param(5000, marks=[pytest.mark.long, pytest.mark.timeout(900)])])
def test_thousands_of_forms_in_the_names_of_others_send_hardly_anything(contact, mailbox, send, many):
    contact(confirm="yes")
    for number in range(many):
        send(
            text=f"{CANARY} {number}",
            name=CANARY,
            email=f"victim{number % (many // 2)}@example.com",
            ip=f"10.{number // 5 % 250}.{number // 1250}.1",
            follow=False,
        )
    by_address = (
        db.session.execute(select(func.count()).select_from(Outgoing).group_by(Outgoing.identity_id)).scalars().all()
    )
    assert max(by_address) == 1
    assert len(by_address) <= 60
    sent = [get(Message, number) for number in db.session.scalars(select(Outgoing.message_id))]
    assert not [one for one in sent if CANARY in one.text + (one.subject or "")]


def test_what_is_sent_is_delivered(contact, mailbox, send):
    contact(confirm="yes")
    send()
    assert deliver_now(mailbox.id) == 1
    assert count(Message, Message.kind == "reply", Message.state == "sent") == 1
