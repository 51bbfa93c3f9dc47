"""Answers: the first takes the ticket; of two who answer at once one is told and has sent nothing."""

from functools import partial

import pytest
from sqlalchemy import func, select

from helpdesk.db import db
from helpdesk.events import Event
from helpdesk.people import Agent
from tests.support import at_once
from tickets import (
    AnsweredMeanwhile,
    Message,
    NotAllowed,
    Ticket,
    close,
    copied,
    copy_to,
    draft_of,
    note,
    reply,
    save_draft,
    trash,
)
from tickets.draft import Draft
from tickets.uploading import NoSuchUpload, upload


def test_the_first_answer_takes_the_ticket_and_opens_it(ticket, ann, bob, happened):
    reply(ticket, by=ann, text="On its way")
    assert (ticket.assignee_id, ticket.status, ticket.waiting_since) == (ann.id, "open", None)
    assert (ticket.preview, ticket.preview_by, ticket.message_count) == ("On its way", "agent", 2)
    reply(ticket, by=bob, text="And here is the number")
    assert ticket.assignee_id == ann.id
    assert happened(ticket).count("reply_sent") == 2


def test_an_answer_can_set_the_status(ticket, ann):
    reply(ticket, by=ann, text="Done", status="solved")
    assert ticket.status == "solved"


def test_the_same_post_twice_is_one_answer(ticket, ann, happened):
    first = reply(ticket, by=ann, text="Hello", client_id="a")
    assert reply(ticket, by=ann, text="Hello", client_id="a") is first
    assert happened(ticket).count("reply_sent") == 1


def test_who_has_not_seen_the_others_answer_is_told_and_keeps_the_draft(ticket, ann, bob):
    seen = ticket.last_message_id
    save_draft(ticket, by=bob, text="Let me look")
    first = reply(ticket, by=ann, text="Here it is", seen=seen)
    with pytest.raises(AnsweredMeanwhile) as told:
        reply(ticket, by=bob, text="Let me look", seen=seen)
    assert told.value.message is first
    assert draft_of(ticket, bob).text == "Let me look"
    confirmed = reply(ticket, by=bob, text="Let me look", seen=first.id)
    assert confirmed.state == "queued" and draft_of(ticket, bob) is None


def test_ones_own_answer_a_note_and_a_customers_message_hold_nobody_up(ticket, ann, bob):
    seen = ticket.last_message_id
    reply(ticket, by=ann, text="One", seen=seen)
    note(ticket, by=bob, text="I know him")
    reply(ticket, by=ann, text="Two", seen=seen)
    assert ticket.message_count == 4


def test_sending_throws_away_the_draft_of_a_reply_but_not_of_a_note(ticket, ann, bob):
    save_draft(ticket, by=ann, text="Hel")
    save_draft(ticket, by=bob, text="remember", kind="note")
    reply(ticket, by=ann, text="Hello")
    reply(ticket, by=bob, text="Hello too")
    assert draft_of(ticket, ann) is None and draft_of(ticket, bob).kind == "note"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_cannot_be_sent(ticket, ann, text):
    with pytest.raises(NotAllowed) as refused:
        reply(ticket, by=ann, text=text)
    assert refused.value.code == "empty"


def test_a_book_cannot_be_sent(ticket, ann):
    with pytest.raises(NotAllowed):
        reply(ticket, by=ann, text="x" * 100_001)


def test_what_is_closed_or_in_the_trash_is_not_answered(opened, ann):
    closed, trashed = opened("closed"), opened("trashed")
    close(closed, by=ann)
    trash(trashed, by=ann)
    for ticket in (closed, trashed):
        with pytest.raises(NotAllowed):
            reply(ticket, by=ann, text="Hello")


def test_a_file_goes_with_the_answer_once_and_only_from_its_uploader(ticket, ann, bob):
    file = upload(filename="bill.pdf", content_type="application/pdf", data=b"%PDF-1.4", by_kind="agent", by_id=ann.id)
    with pytest.raises(NoSuchUpload):
        reply(ticket, by=bob, text="", attachment_ids=[file.id])
    message = reply(ticket, by=ann, text="", attachment_ids=[file.id])
    db.session.refresh(file)
    assert (file.message_id, file.ticket_id) == (message.id, ticket.id)
    with pytest.raises(NoSuchUpload):
        reply(ticket, by=ann, text="again", attachment_ids=[file.id])
    assert ticket.message_count == 2


def test_an_answer_says_who_is_copied_in(ticket, ann):
    message = reply(ticket, by=ann, text="Hello", cc=["Boss@Example.com", "boss@example.com"])
    assert message.envelope == {"cc": ["boss@example.com"]} and copied(ticket) == ["boss@example.com"]
    assert reply(ticket, by=ann, text="More").envelope == {"cc": ["boss@example.com"]}
    copy_to(ticket, [], by=ann)
    assert reply(ticket, by=ann, text="Only you").envelope is None


def test_two_agents_answer_at_once_and_exactly_one_is_sent(app, opened, ann, bob):
    race(app, opened, ann, bob, 20)


@pytest.mark.long
def test_two_agents_answer_at_once_two_hundred_times(app, opened, ann, bob):
    race(app, opened, ann, bob, 200)


def race(app, opened, ann, bob, times) -> None:
    tickets = [opened(f"race {n}") for n in range(times)]
    for ticket in tickets:
        for agent in (ann, bob):
            save_draft(ticket, by=agent, text=f"{agent.name} answers")
    numbers, agents = [(t.id, t.last_message_id) for t in tickets], [ann.id, bob.id]
    db.session.rollback()
    for number, seen in numbers:
        outcomes = at_once(app, *(partial(answer, number, seen, agent) for agent in agents))
        assert sorted(map(str, outcomes)) == ["answered meanwhile", "sent"]
    db.session.expire_all()
    for ticket in tickets:
        (sent,) = db.session.scalars(select(Message).where(Message.ticket_id == ticket.id, Message.kind == "reply"))
        (kept,) = db.session.scalars(select(Draft).where(Draft.ticket_id == ticket.id))
        assert ticket.assignee_id == sent.author_id != kept.agent_id
    assert db.session.scalar(select(func.count()).select_from(Event).where(Event.name == "reply_sent")) == times


def test_six_answers_of_one_agent_at_once_are_all_sent(app, ticket, ann):
    numbers = ticket.id, None, ann.id
    db.session.rollback()
    assert at_once(app, *[partial(answer, *numbers)] * 6) == ["sent"] * 6
    db.session.refresh(ticket)
    assert ticket.message_count == 7


def answer(number, seen, agent_id) -> str:
    agent = db.session.get(Agent, agent_id)
    reply(db.session.get(Ticket, number), by=agent, text=f"{agent.name} answers", seen=seen)
    return "sent"
