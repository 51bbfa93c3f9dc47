"""A pending ticket reminds its customer in business hours, twice, and is then closed; whoever writes ends it."""

from datetime import UTC, timedelta

import pytest
from sqlalchemy import select

from helpdesk import clock, events
from helpdesk.customers import Identity
from helpdesk.db import db, transaction
from routing.calendars.keeping import make_calendar
from routing.hours import Calendar, Interval, to_json
from routing.nudging import nudge_due
from routing.pending_wait import PendingWait
from tests.support.at_once import at_once
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket, mark_spam, receive, set_status, snooze
from tickets.events import REPLY_SENT
from tickets.patience import wait

INBOX = 77


@pytest.fixture
def waiting(opened, carol, ann):
    """A ticket of an inbox that nudges twice, pending."""
    wait(INBOX, nudges=2, nudge_hours=10, close_hours=20)
    identity = db.session.scalar(select(Identity.id).where(Identity.customer_id == carol.id))
    ticket = opened(inbox_id=None, identity_id=identity)
    ticket = _moved(ticket)
    set_status(ticket, "pending", by=ann)
    return ticket


def _moved(ticket):
    with transaction():
        ticket = db.session.get(Ticket, ticket.id)
        ticket.inbox_id = INBOX
    return ticket


def later(**lengths):
    nudge_due(clock.now() + timedelta(**lengths))
    db.session.rollback()


def nudges(ticket) -> list[str]:
    query = select(Message.text).where(Message.ticket_id == ticket.id, Message.author_kind == "system")
    return list(db.session.scalars(query.order_by(Message.id)))


@pytest.fixture(autouse=True)
def nowhere(monkeypatch):
    """Nothing leaves: this is about when, not about how."""
    monkeypatch.setitem(
        events._now, REPLY_SENT, [r for r in events._now[REPLY_SENT] if not r.__module__.startswith("channels")]
    )


def test_two_nudges_and_then_it_is_closed(waiting):
    later(hours=9)
    assert nudges(waiting) == []
    later(hours=11)
    assert len(nudges(waiting)) == 1 and "still waiting" in nudges(waiting)[0]
    assert db.session.scalar(select(Message).where(Message.author_kind == "system")).envelope == {"nudge": 1}
    later(hours=22)
    assert len(nudges(waiting)) == 2 and "close this request soon" in nudges(waiting)[1]
    assert db.session.get(Ticket, waiting.id).status == "pending"
    later(hours=43)
    assert db.session.get(Ticket, waiting.id).status == "closed"
    assert db.session.scalar(select(PendingWait)) is None


def test_it_stops_when_the_customer_writes(waiting, carol):
    later(hours=11)
    receive(db.session.get(Ticket, waiting.id), carol, text="Here it is")
    later(hours=60)
    assert len(nudges(waiting)) == 1 and db.session.get(Ticket, waiting.id).status == "open"


def test_it_does_not_nudge_while_nobody_works(waiting, ann, mia):
    week = tuple((Interval(9 * 3600, 17 * 3600),) if day < 5 else () for day in range(7))
    make_calendar(name="Office", definition=to_json(Calendar("UTC", week)), by=mia)
    ticket = db.session.get(Ticket, waiting.id)
    set_status(ticket, "open", by=ann)
    set_status(ticket, "pending", by=ann)
    due = db.session.scalar(select(PendingWait.due_at))
    assert due.weekday() < 5 and 9 <= due.astimezone(UTC).hour <= 17
    assert due - clock.now() > timedelta(hours=10)


def test_an_inbox_that_asks_for_nothing_waits_for_ever(opened, ann):
    ticket = opened()
    set_status(ticket, "pending", by=ann)
    assert db.session.scalar(select(PendingWait)) is None


def test_spam_is_left_alone_and_so_is_what_was_put_aside(waiting, ann):
    snooze(db.session.get(Ticket, waiting.id), until=clock.now() + timedelta(days=5), by=ann)
    later(hours=11)
    assert nudges(waiting) == []
    mark_spam(db.session.get(Ticket, waiting.id), by=ann)
    later(days=6)
    assert nudges(waiting) == [] and db.session.scalar(select(PendingWait)) is None


def test_two_sweeps_at_once_nudge_once(waiting, app):
    as_of = clock.now() + timedelta(hours=11)
    at_once(app, *[lambda: nudge_due(as_of)] * 4)
    db.session.rollback()
    assert len(nudges(waiting)) == 1
