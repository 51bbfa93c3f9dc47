"""Who follows a ticket hears in the bell what happens to it: once until they have read it, until they stop."""

import pytest

from helpdesk.db import db, transaction
from helpdesk.events import drain
from helpdesk.notifying.desk import mark_read, notifications_of
from helpdesk.people import Agent
from tests.support.cast import *  # noqa: F403
from tickets import assign, follow, mark_spam, receive, reopen, solve, unfollow


@pytest.fixture
def heard(app, ticket, bob):
    """heard(): what bob was told of it, the newest first."""

    def settle():
        with app.app_context():
            drain()

    def told():
        settle()
        found = [one for one in notifications_of(db.session.get(Agent, bob.id)) if one.kind == "followed"]
        return [one.data["what"] for one in found]

    settle()
    follow(ticket, bob)
    return told


def test_that_the_customer_wrote_once_until_it_was_read(ticket, carol, bob, heard):
    receive(ticket, carol, text="And my parcel?")
    receive(ticket, carol, text="Hello?")
    assert heard() == ["wrote"]
    receive(ticket, carol, text="Still nothing")
    assert heard() == ["wrote"]
    mark_read(bob, ticket_id=ticket.id)
    receive(ticket, carol, text="Now?")
    assert heard() == ["wrote", "wrote"]


def test_that_it_is_solved_and_open_again_but_not_by_themselves(ticket, ann, bob, heard):
    solve(ticket, by=ann)
    assert heard() == ["solved"]
    mark_read(bob, ticket_id=ticket.id)
    reopen(ticket, by=bob)
    assert heard() == ["solved"]


def test_no_more_when_they_stop_when_it_is_theirs_or_when_it_is_spam(ticket, carol, ann, bob, heard):
    assign(ticket, to=bob, by=ann)
    receive(ticket, carol, text="To whose it is")
    assert heard() == []
    with transaction():
        assign(ticket, to=ann, by=bob)
        mark_spam(ticket, by=ann)
    receive(ticket, carol, text="Buy now")
    assert heard() == []
    unfollow(ticket, bob)
    receive(ticket, carol, text="Once more")
    assert heard() == []
