"""Through the simulator: somebody fills in the form and finds the answer in their mailbox."""

from dataclasses import replace

from sqlalchemy import select

from channels import connect
from channels.delivery import deliver_now
from helpdesk.db import db
from tests.channels.standing import *  # noqa: F403
from tests.channels.standing import CAROL
from tickets import Ticket, reply


def test_what_is_filled_in_is_answered_by_mail_and_found_there(provider, ann):
    mail = connect(channel="email", name="Mail", settings={"address": "help@shop.example", "try_out": "yes"})
    form = provider("form")
    carol = replace(CAROL, id="carol@example.com")
    assert [answer.status_code for answer in form.write("My kettle leaks.", person=carol)] == [303]
    db.session.rollback()
    reply(db.session.scalars(select(Ticket)).one(), by=ann, text="Please send it back.")
    deliver_now(mail.id)
    form.standin.look(form.line, carol)
    assert form.shown(carol.id) == ["Please send it back."]


def test_the_button_pressed_twice_is_one_ticket(provider):
    form = provider("form")
    carol = replace(CAROL, id="carol@example.com")
    twice = [form.write("My kettle leaks.", person=carol, id="one")[0] for _ in range(2)]
    assert {answer.status_code for answer in twice} == {303}
    db.session.rollback()
    assert len(db.session.scalars(select(Ticket)).all()) == 1
