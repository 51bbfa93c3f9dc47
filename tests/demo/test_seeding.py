"""The demo is loaded whole, once, quickly, and reads as if it had happened."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from channels import Inbox, all_adapters
from helpdesk import clock
from helpdesk.db import db
from helpdesk.demo import world
from helpdesk.demo.seeding import seed, sign_ins
from helpdesk.events import Event
from helpdesk.people import Agent, password
from routing import decisions_of, explain
from tickets import (
    Attachment,
    Link,
    Message,
    Ticket,
    apply_macro,
    fields,
    filled,
    finding,
    macros_of,
    saved_replies,
)
from tickets.conditions import check
from tickets.reading import unread_of
from tickets.view import View


def all_of(model, *where):
    return db.session.scalars(select(model).where(*where).order_by(model.id)).all()


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_it_loads_in_a_few_seconds_and_only_once(app):
    began = time.monotonic()
    assert seed()
    assert time.monotonic() - began < 20  # two or three on a quiet machine
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


def test_there_is_an_inbox_of_every_channel_that_exists(app):
    seed()
    assert sorted(inbox.channel for inbox in all_of(Inbox)) == sorted(all_adapters())


def test_history_is_in_the_past_and_asks_for_no_reaction(app):
    seed()
    events = all_of(Event)
    assert all(event.delivered_at is not None for event in events)
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert events[-1].at <= clock.now()
    assert events[0].at < clock.now() - timedelta(days=80)
    numbers = [ticket.created_at for ticket in all_of(Ticket)]
    assert numbers == sorted(numbers)


def test_a_ticket_says_of_itself_what_its_messages_say(app):
    seed()
    for ticket in all_of(Ticket, Ticket.merged_into_id.is_(None)):
        messages = all_of(Message, Message.ticket_id == ticket.id)
        newest = max(messages, key=lambda message: (message.at, message.id))
        assert ticket.message_count == len(messages), ticket.subject
        assert ticket.last_message_id == newest.id, ticket.subject
        assert ticket.last_message_at == newest.at
        assert (ticket.solved_at is None) == (ticket.status not in ("solved", "closed"))
        if ticket.status in ("new", "open") and messages[-1].kind == "inbound" and ticket.spam_at is None:
            assert ticket.waiting_since is not None, ticket.subject


def test_what_is_left_to_do_stands_as_it_was_written(app):
    seed()
    statuses = {
        ticket["subject"]: ticket["status"].replace("-", "_")
        for ticket in world.tickets()
        if ticket["status"] in ("new", "open", "pending", "on-hold")
    }
    found = {ticket.subject: ticket.status for ticket in all_of(Ticket) if ticket.subject in statuses}
    assert found == statuses


def test_a_merged_ticket_shows_its_words_in_the_one_that_stays(app):
    seed()
    merged = all_of(Ticket, Ticket.merged_into_id.is_not(None))
    assert len(merged) == 2
    for ticket in merged:
        assert all_of(Message, Message.ticket_id == ticket.id) == []
        moved = all_of(Message, Message.origin_ticket_id == ticket.id)
        assert moved and {message.ticket_id for message in moved} == {ticket.merged_into_id}


def test_a_split_ticket_is_linked_to_the_one_it_came_from(app):
    seed()
    (link,) = all_of(Link)
    old, new = (db.session.get(Ticket, number) for number in (link.other_id, link.ticket_id))
    assert link.kind == "split" and old.customer_id == new.customer_id and old.id < new.id


def test_every_ticket_that_somebody_has_can_say_why(app):
    seed()
    for ticket in all_of(Ticket, Ticket.assignee_id.is_not(None)):
        (sentence, *_) = explain(ticket)
        assert sentence.en and sentence.zh
    routed = [ticket for ticket in all_of(Ticket) if decisions_of(ticket)]
    assert len(routed) > 180
    assert all(
        decision.agent_id in [number for number, _, _ in decision.looked_at]
        for ticket in routed
        for decision in decisions_of(ticket)
    )


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("socarrat", "Rice cooker, brown layer at the bottom"),
        ("茶黄素", "小沱有一顆發霉"),
        ("碗會轉", "粗陶碗有一只底不平"),
        ("brother-in-law Shipiao", "A teapot for a sceptic, and three other matters"),
    ],
)
def test_what_was_said_can_be_found_at_once(app, words, subject):
    seed()
    sue = all_of(Agent, Agent.role == "supervisor")[0]
    assert subject in [hit.ticket.subject for hit in finding.visible_to(sue).search(words).hits]


def test_attached_files_can_be_read(app):
    from helpdesk.files import get

    seed()
    attachments = all_of(Attachment)
    assert len(attachments) > 40
    assert {get(a.storage_key)[:4] for a in attachments if a.filename.endswith(".png")} == {b"\x89PNG"}
    assert all(len(get(a.storage_key)) == a.size for a in attachments)


def test_the_team_has_its_saved_replies_macros_and_fields(app):
    seed()
    ann = all_of(Agent)[0]
    replies = saved_replies(ann, language="zh")
    assert replies[0].language == "zh"
    carols = all_of(Ticket, Ticket.subject == "Tracking hasn't moved since Tuesday")[0]
    closing = next(reply for reply in replies if reply.shortcut == "jieshu")
    assert f"工单 {carols.id} 会重新打开。Ann Zhao" in filled(closing, carols, ann)
    assert len(macros_of(ann)) == len(world.settings("macros"))
    kept = {field.key: field for field in fields()}
    for ticket in all_of(Ticket):
        for key, value in ticket.fields.items():
            assert kept[key].accept(value) == value


def test_a_macro_does_what_it_says(app):
    seed()
    ann = all_of(Agent)[0]
    waiting = all_of(Ticket, Ticket.subject == "老师说壶嘴漏水")[0]
    macro = next(macro for macro in macros_of(ann) if macro.title_en.startswith("Broken"))
    applied = apply_macro(macro, waiting, by=ann)
    assert waiting.status == "pending" and "damaged" in waiting.tag_names
    assert "拍一张" in applied.draft_text


def test_what_is_done_is_read_and_what_waits_is_not(app):
    seed()
    ann = all_of(Agent)[0]
    everything = all_of(Ticket, Ticket.merged_into_id.is_(None), Ticket.spam_at.is_(None))
    unread = unread_of(everything, ann.id)
    assert unread and not unread & {t.id for t in everything if t.status in ("solved", "closed")}


def test_the_teams_own_views_can_be_opened(app):
    seed()
    own = all_of(View, View.key.startswith("demo_"))
    assert len(own) == len(world.settings("views")) and all(view.name_zh and view.name_en for view in own)
    for view in own:
        check(view.conditions)
