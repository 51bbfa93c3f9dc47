"""The demo is loaded whole, once, quickly, and reads as if it had happened."""

import time

from sqlalchemy import func, select

from helpdesk.db import db
from helpdesk.demo import world
from helpdesk.demo.seeding import seed, sign_ins
from helpdesk.people import Agent, password
from tickets import (
    Message,
    Ticket,
    apply_macro,
    macros_of,
)


def all_of(model, *where):
    return db.session.scalars(select(model).where(*where).order_by(model.id)).all()


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_it_loads_in_a_few_seconds_and_only_once(app):
    began = time.process_time()
    assert seed()
    assert time.process_time() - began < 20  # two or three on a quiet machine
    tickets, messages = count(Ticket), count(Message)
    assert tickets == len(world.tickets())
    assert messages == sum("text" in m for ticket in world.tickets() for m in ticket["messages"])
    assert not seed()
    assert (count(Ticket), count(Message)) == (tickets, messages)


def test_the_accounts_open_with_the_given_password(app):
    app.config["HELPDESK_DEMO_PASSWORD"] = "a password for the demo people"
    try:
        assert seed()
    finally:
        app.config["HELPDESK_DEMO_PASSWORD"] = ""
    assert "as set in HELPDESK_DEMO_PASSWORD" in sign_ins()
    people = {agent.email: agent for agent in all_of(Agent)}
    assert people["sue@demo.test"].role == "supervisor"
    assert password.check("a password for the demo people", people["ann@demo.test"].password_hash)[0]


def test_a_password_that_was_made_is_told_at_every_start(app):
    seed()
    line = sign_ins()
    assert "ann@demo.test" in line and line == sign_ins()
    made = line.rpartition(" ")[2]
    stored = all_of(Agent)[0].password_hash
    assert password.check(made, stored)[0]


def test_where_there_is_no_demo_nobody_is_told_to_sign_in(app):
    assert sign_ins() is None


def test_a_macro_does_what_it_says(app):
    seed()
    ann = all_of(Agent)[0]
    waiting = all_of(Ticket, Ticket.subject == "老师说壶嘴漏水")[0]
    macro = next(macro for macro in macros_of(ann) if macro.title_en.startswith("Broken"))
    applied = apply_macro(macro, waiting, by=ann)
    assert (waiting.status, applied.status_after) == ("new", "pending") and "damaged" in waiting.tag_names
    assert "拍一张" in applied.draft_text
