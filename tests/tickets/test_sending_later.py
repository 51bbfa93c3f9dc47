"""Send later and undo send: a scheduled answer goes once, or goes back into the draft; never both."""

from datetime import timedelta

from helpdesk import clock
from helpdesk.db import db
from helpdesk.hot import get
from helpdesk.people import Agent
from tests.support import at_once
from tickets import Message, Ticket, cancel, close, draft_of, release_due, reply, save_draft, send_due, trash
from tickets.uploading import upload

HOUR = timedelta(hours=1)


def scheduled(ticket, ann, text="See you tomorrow", **more):
    return reply(ticket, by=ann, text=text, due_at=clock.now() + HOUR, **more)


def test_a_scheduled_answer_waits_and_then_goes(ticket, ann, happened):
    message = scheduled(ticket, ann, status="pending")
    assert (message.state, ticket.preview, ticket.status) == ("scheduled", "My parcel is late", "new")
    assert ticket.assignee_id == ann.id
    assert release_due() == 0
    assert release_due(clock.now() + 2 * HOUR) == 1
    assert release_due(clock.now() + 2 * HOUR) == 0
    db.session.refresh(ticket)
    db.session.refresh(message)
    assert (message.state, ticket.preview, ticket.status) == ("queued", "See you tomorrow", "pending")
    assert message.at <= clock.now() and happened(ticket).count("reply_sent") == 1


def test_undo_brings_words_and_files_back_into_the_draft(ticket, ann, happened):
    file, other = (
        upload(filename=name, content_type="text/plain", data=b"a", by_kind="agent", by_id=ann.id) for name in "ab"
    )
    message = scheduled(ticket, ann, "Wrong number", attachment_ids=[other.id, file.id])
    assert cancel(message, ticket, by=ann)
    draft = draft_of(ticket, ann)
    assert (draft.text, draft.attachment_ids, message.state) == ("Wrong number", [other.id, file.id], "cancelled")
    db.session.refresh(file)
    assert file.message_id is None
    assert not cancel(message, ticket, by=ann) and not send_due(message, ticket, by=ann)
    assert release_due(clock.now() + 2 * HOUR) == 0
    again = reply(ticket, by=ann, text=draft.text, attachment_ids=draft.attachment_ids)
    assert again.state == "queued"
    assert happened(ticket).count("reply_cancelled") == 1


def test_undo_leaves_a_draft_begun_meanwhile_alone(ticket, ann):
    message = scheduled(ticket, ann)
    save_draft(ticket, by=ann, text="Something else")
    cancel(message, ticket, by=ann)
    assert draft_of(ticket, ann).text == "Something else"


def test_what_went_out_cannot_be_taken_back(ticket, ann):
    message = reply(ticket, by=ann, text="Gone")
    assert not cancel(message, ticket, by=ann)
    assert message.state == "queued"


def test_nothing_goes_out_of_the_trash(ticket, ann):
    message = scheduled(ticket, ann)
    trash(ticket, by=ann)
    assert release_due(clock.now() + 2 * HOUR) == 0
    db.session.refresh(message)
    assert message.state == "cancelled"


def test_an_answer_that_was_promised_goes_although_the_ticket_was_closed(ticket, ann):
    message = scheduled(ticket, ann, status="open")
    close(ticket, by=ann)
    assert release_due(clock.now() + 2 * HOUR) == 1
    db.session.refresh(message)
    db.session.refresh(ticket)
    assert (message.state, ticket.status) == ("queued", "closed")


def test_two_sweeps_and_an_undo_at_once_agree(app, opened, ann, happened):
    tickets = [opened(f"race {n}") for n in range(12)]
    messages = [scheduled(ticket, ann) for ticket in tickets]
    numbers, agent, as_of = [(m.id, m.ticket_id) for m in messages], ann.id, clock.now() + 2 * HOUR
    db.session.rollback()

    def undo():
        return [
            message
            for message, ticket in numbers
            if cancel(get(Message, message), get(Ticket, ticket), by=get(Agent, agent))
        ]

    first, undone, second = at_once(app, lambda: release_due(as_of), undo, lambda: release_due(as_of))
    assert first + len(undone) + second == 12
    db.session.expire_all()
    for ticket, message in zip(tickets, messages, strict=True):
        taken_back = message.id in undone
        assert happened(ticket).count("reply_sent") == (0 if taken_back else 1)
        assert message.state == ("cancelled" if taken_back else "queued")
