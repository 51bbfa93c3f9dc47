"""What is older than a rule allows goes by itself; a trial says what would, and a legal hold goes before every rule."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from helpdesk import clock, files
from helpdesk.customers import Customer
from helpdesk.customers.privacy import holding
from helpdesk.db import db
from tests.privacy.test_erasing import customer_of
from tickets import Attachment, Message, Ticket, retention, set_tags, solve

pytestmark = pytest.mark.both_databases

YEAR = timedelta(days=365)


@pytest.fixture
def rule(mia):
    def make(what, days=300, **values):
        row = retention.add_rule(what=what, days=days, by=mia, **values)
        retention.switch(row, on=True)
        return row

    return make


@pytest.fixture
def later():
    return clock.now() + YEAR


def test_solved_tickets_go_and_open_ones_stay(marked, rule, later, mia):
    marked(2)
    first, _ = db.session.scalars(select(Ticket).order_by(Ticket.id)).all()
    solve(first, by=mia)
    row = rule("tickets")
    assert retention.try_out(row, later).count == 1
    assert db.session.scalar(select(func.count(Ticket.id))) == 2, "a trial deletes nothing"
    assert retention.run_due(later) == 1
    assert db.session.scalar(select(func.count(Ticket.id))) == 1
    assert db.session.scalar(select(func.count(Customer.id))) == 2
    assert retention.run_due(later) == 0


def test_a_late_duplicate_does_not_bring_a_ticket_back(marked, deliver, rule, later, mia):
    [canary] = marked(1)
    solve(db.session.scalars(select(Ticket)).one(), by=mia)
    rule("tickets")
    retention.run_due(later)
    deliver(canary)
    assert db.session.scalar(select(func.count(Message.id))) == 0


def test_a_legal_hold_goes_before_every_rule(marked, rule, later, mia):
    [canary] = marked(1)
    solve(db.session.scalars(select(Ticket)).one(), by=mia)
    holding.hold(customer_of(canary), by=mia, why="a law suit")
    rows = [rule(what) for what in ("tickets", "attachments", "customers")]
    assert [retention.try_out(row, later).held for row in rows] == [1, 1, 1]
    assert retention.run_due(later) == 0
    holding.release(customer_of(canary), by=mia)
    assert retention.run_due(later) >= 2


def test_files_go_and_their_message_says_so(marked, rule, later):
    marked(1)
    [file] = db.session.scalars(select(Attachment)).all()
    key = file.storage_key
    rule("attachments")
    assert retention.run_due(later) == 1
    file = db.session.get(Attachment, file.id, populate_existing=True)
    assert (file.state, file.error) == ("failed", retention.EXPIRED)
    with pytest.raises(FileNotFoundError):
        files.get(key)


def test_customers_go_who_have_not_written_since(marked, rule, later):
    marked(2)
    rule("customers")
    assert retention.run_due(later) == 2
    assert db.session.scalar(select(func.count(Customer.id))) == 0


def test_a_rule_may_be_for_one_channel_or_tag_alone(marked, rule, later, mia):
    marked(2)
    for ticket, tag in zip(db.session.scalars(select(Ticket).order_by(Ticket.id)).all(), ("keep", "drop"), strict=True):
        set_tags(ticket, [tag], by=mia)
        solve(ticket, by=mia)
    assert retention.try_out(rule("tickets", tag="drop"), later).count == 1
    assert retention.try_out(rule("tickets", channel="email"), later).count == 0
    assert retention.run_due(later) == 1
    assert db.session.scalars(select(Ticket.tag_names)).one() == ["keep"]


def test_a_rule_that_is_off_deletes_nothing_and_nonsense_is_refused(marked, later, mia):
    marked(1)
    retention.add_rule(what="customers", days=1, by=mia)
    assert retention.run_due(later) == 0
    for what, days in (("everything", 10), ("tickets", 0), ("tickets", 10**6)):
        with pytest.raises(ValueError):
            retention.add_rule(what=what, days=days, by=mia)
