"""What the demo has loaded reads as if it had happened."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from channels import Inbox, all_adapters
from helpdesk import clock
from helpdesk.db import db
from helpdesk.demo import world
from helpdesk.events import Event
from helpdesk.people import Agent
from routing import decisions_of, explain
from tickets import (
    Attachment,
    Link,
    Message,
    Ticket,
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


def test_there_is_an_inbox_of_every_channel_that_exists(shop_desk):
    assert sorted(inbox.channel for inbox in all_of(Inbox)) == sorted(all_adapters())


def test_history_is_in_the_past_and_asks_for_no_reaction(shop_desk):
    events = all_of(Event)
    assert all(event.delivered_at is not None for event in events)
    moments = sorted(event.at for event in events)
    assert moments[0] < clock.now() - timedelta(days=80) and moments[-1] <= clock.now()
    numbers = [ticket.created_at for ticket in all_of(Ticket)]
    assert numbers == sorted(numbers)


def test_a_ticket_says_of_itself_what_its_messages_say(shop_desk):
    for ticket in all_of(Ticket, Ticket.merged_into_id.is_(None)):
        messages = all_of(Message, Message.ticket_id == ticket.id)
        newest = max(messages, key=lambda message: (message.at, message.id))
        assert ticket.message_count == len(messages), ticket.subject
        assert ticket.last_message_id == newest.id, ticket.subject
        assert ticket.last_message_at == newest.at
        assert (ticket.solved_at is None) == (ticket.status not in ("solved", "closed"))
        if ticket.status in ("new", "open") and messages[-1].kind == "inbound" and ticket.spam_at is None:
            assert ticket.waiting_since is not None, ticket.subject


def test_what_is_left_to_do_stands_as_it_was_written(shop_desk):
    statuses = {
        ticket["subject"]: ticket["status"].replace("-", "_")
        for ticket in world.tickets()
        if ticket["status"] in ("new", "open", "pending", "on-hold")
    }
    found = {ticket.subject: ticket.status for ticket in all_of(Ticket) if ticket.subject in statuses}
    assert found == statuses


def test_a_merged_ticket_shows_its_words_in_the_one_that_stays(shop_desk):
    merged = all_of(Ticket, Ticket.merged_into_id.is_not(None))
    assert len(merged) == 2
    for ticket in merged:
        assert all_of(Message, Message.ticket_id == ticket.id) == []
        moved = all_of(Message, Message.origin_ticket_id == ticket.id)
        assert moved and {message.ticket_id for message in moved} == {ticket.merged_into_id}


def test_a_split_ticket_is_linked_to_the_one_it_came_from(shop_desk):
    (link,) = all_of(Link)
    old, new = (db.session.get(Ticket, number) for number in (link.other_id, link.ticket_id))
    assert link.kind == "split" and old.customer_id == new.customer_id and old.id < new.id


def test_every_ticket_that_somebody_has_can_say_why(shop_desk):
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
def test_what_was_said_can_be_found_at_once(shop_desk, words, subject):
    sue = all_of(Agent, Agent.role == "supervisor")[0]
    assert subject in [hit.ticket.subject for hit in finding.visible_to(sue).search(words).hits]


def test_attached_files_can_be_read(shop_desk):
    from helpdesk.files import get

    attachments = all_of(Attachment)
    assert len(attachments) > 40
    assert {get(a.storage_key)[:4] for a in attachments if a.filename.endswith(".png")} == {b"\x89PNG"}
    assert all(len(get(a.storage_key)) == a.size for a in attachments)


def test_the_team_has_its_saved_replies_macros_and_fields(shop_desk):
    ann = all_of(Agent)[0]
    replies = saved_replies(ann, language="zh")
    assert replies[0].language == "zh"
    carols = all_of(Ticket, Ticket.subject == "Tracking hasn't moved since Tuesday")[0]
    closing = next(reply for reply in replies if reply.shortcut == "bye")
    assert f"工单 {carols.id} 会重新打开。Ann Zhao" in filled(closing, carols, ann)
    assert len(macros_of(ann)) == len(world.settings("macros"))
    kept = {field.key: field for field in fields()}
    for ticket in all_of(Ticket):
        for key, value in ticket.fields.items():
            assert kept[key].accept(value) == value


def test_what_is_done_is_read_and_what_waits_is_not(shop_desk):
    ann = all_of(Agent)[0]
    everything = all_of(Ticket, Ticket.merged_into_id.is_(None), Ticket.spam_at.is_(None))
    unread = unread_of(everything, ann.id)
    assert unread and not unread & {t.id for t in everything if t.status in ("solved", "closed")}


def test_the_teams_own_views_can_be_opened(shop_desk):
    own = all_of(View, View.key.startswith("demo_"))
    assert len(own) == len(world.settings("views")) and all(view.name_zh and view.name_en for view in own)
    for view in own:
        check(view.conditions)


def test_an_answer_to_a_mail_can_be_threaded_below_it(shop_desk):
    mails = all_of(Message, Message.trust == "proven", Message.kind == "inbound")
    names = [mail.envelope["message_id"] for mail in mails]
    assert len(names) > 100 and len(set(names)) == len(names)
