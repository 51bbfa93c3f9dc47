"""What was promised to a customer is owed on the ticket: reminded of before, told of when late, counted."""

from datetime import timedelta

import pytest

from helpdesk import clock
from helpdesk.db import db
from tests.support.at_once import at_once
from tickets import (
    NotAllowed,
    Promise,
    assign,
    drop_promise,
    keep_promise,
    merge,
    move_promise,
    promise,
    promises_of,
    unmerge,
)
from tickets.promising import counts, remind_due


def hours(number: float):
    return clock.now() + timedelta(hours=number)


def test_a_promise_is_reminded_of_before_and_told_of_when_late_once_each(ticket, ann, happened, app):
    owed = promise(ticket, text="I call you back on Tuesday", due_at=hours(5), by=ann)
    assert owed.agent_id == ann.id
    remind_due(hours(4))
    assert happened(ticket, "promise_due") == []
    for _ in range(3):
        remind_due(hours(4.9))
    at_once(app, *[lambda: remind_due(hours(5.1))] * 3)
    db.session.rollback()
    assert len(happened(ticket, "promise_due")) == 1 and len(happened(ticket, "promise_late")) == 1
    assert promises_of(ticket.id)[0].late


def test_what_is_kept_is_not_reminded_of_any_more(ticket, ann, happened):
    owed = promise(ticket, text="Send the invoice", due_at=hours(5), by=ann)
    keep_promise(owed, by=ann)
    keep_promise(owed, by=ann)
    remind_due(hours(6))
    assert happened(ticket, "promise_due") == happened(ticket, "promise_late") == []
    assert len(happened(ticket, "promise_kept")) == 1
    with pytest.raises(NotAllowed):
        move_promise(owed, by=ann, due_at=hours(9))


def test_a_promise_that_is_moved_is_reminded_of_at_its_new_time(ticket, ann, happened):
    owed = promise(ticket, text="Send the invoice", due_at=hours(5), by=ann)
    remind_due(hours(6))
    move_promise(owed, by=ann, due_at=hours(48))
    assert not promises_of(ticket.id)[0].late
    remind_due(hours(49))
    assert len(happened(ticket, "promise_late")) == 2


def test_whoever_gets_the_ticket_owes_what_was_promised(ticket, ann, bob):
    assign(ticket, to=ann, by=ann)
    promise(ticket, text="Send the invoice", due_at=hours(5), by=ann)
    assign(ticket, to=bob, by=ann)
    assert promises_of(ticket.id)[0].agent_id == bob.id


def test_promises_follow_a_merge_and_go_back_with_it(opened, ann):
    one, other = opened("Cups"), opened("Plates")
    promise(one, text="Send new cups", due_at=hours(5), by=ann)
    merge(one, into=other, by=ann)
    assert len(promises_of(other.id)) == 1
    unmerge(db.session.get(type(one), one.id), by=ann)
    assert (len(promises_of(one.id)), len(promises_of(other.id))) == (1, 0)


def test_what_cannot_be_promised(ticket, ann):
    for text, at in (("", hours(1)), ("x" * 501, hours(1)), ("x", hours(-1)), ("x", hours(24 * 400))):
        with pytest.raises(NotAllowed):
            promise(ticket, text=text, due_at=at, by=ann)
    with pytest.raises(NotAllowed):
        promise(ticket, text="x", due_at=hours(1), by=ann, kind="oath")
    assert promise(ticket, text="", due_at=hours(1), by=ann, kind="call_back").kind == "call_back"


def test_they_are_counted(ticket, ann):
    for text in ("kept", "dropped", "open"):
        promise(ticket, text=text, due_at=hours(5), by=ann)
    kept, dropped, late = promises_of(ticket.id)[:3]
    keep_promise(kept, by=ann)
    drop_promise(dropped, by=ann)
    remind_due(hours(6))
    assert isinstance(late, Promise)
    assert counts(hours(0), hours(9)) == {"kept": 1, "late": 0, "open": 1, "dropped": 1}
