"""A customer writes: the ticket opens, wakes, and knows since when they wait."""

from datetime import timedelta
from itertools import permutations

import pytest

from helpdesk import clock
from helpdesk.db import db
from tickets import (
    NotAllowed,
    assign,
    close,
    mark_spam,
    merge,
    open_ticket,
    receive,
    reply,
    set_status,
    snooze,
    solve,
    trash,
)
from tickets.ticket import Ticket

START = clock.now() - timedelta(hours=2)


def after(minutes):
    return START + timedelta(minutes=minutes)


def test_a_new_ticket_calls_for_a_person(ticket, happened):
    assert happened(ticket) == ["ticket_opened", "message_received", "person_needed"]
    assert (ticket.status, ticket.message_count, ticket.preview) == ("new", 1, "My parcel is late")


def test_a_ticket_somebody_has_calls_nobody(ticket, ann, carol, happened):
    assign(ticket, to=ann, by=ann)
    receive(ticket, carol, text="Hello?")
    assert happened(ticket).count("person_needed") == 1


@pytest.mark.parametrize("status", ["pending", "on_hold", "solved"])
def test_a_customers_answer_opens_the_ticket_again(ticket, ann, carol, happened, status):
    assign(ticket, to=ann, by=ann)
    set_status(ticket, status, by=ann)
    receive(ticket, carol, text="It still does not work")
    assert (ticket.status, ticket.solved_at) == ("open", None)
    assert "ticket_reopened" in happened(ticket)


def test_an_automatic_answer_opens_nothing(ticket, ann, carol):
    reply(ticket, by=ann, text="Here it is", status="solved")
    receive(ticket, carol, text="I am on holiday", is_auto=True)
    assert (ticket.status, ticket.waiting_since) == ("solved", None)


def test_a_customers_message_wakes_a_snoozed_ticket(ticket, ann, carol, happened):
    snooze(ticket, until=clock.now() + timedelta(days=1), by=ann)
    receive(ticket, carol, text="And another thing")
    assert ticket.snoozed_until is None and "woken" in happened(ticket)


def test_the_customer_waits_since_their_first_unanswered_message(ticket, ann, carol):
    reply(ticket, by=ann, text="One moment")
    assert ticket.waiting_since is None
    first = receive(ticket, carol, text="Well?").at
    receive(ticket, carol, text="Well??")
    assert ticket.waiting_since == first


def test_spam_calls_for_nobody(ticket, ann, carol, happened):
    mark_spam(ticket, by=ann)
    receive(ticket, carol, text="Buy now")
    assert happened(ticket).count("person_needed") == 1


def test_a_ticket_that_takes_no_more_refuses(opened, ann, carol):
    closed, trashed, gone, stays = (opened(word) for word in ("closed", "trashed", "gone", "stays"))
    close(closed, by=ann)
    trash(trashed, by=ann)
    merge(gone, into=stays, by=ann)
    for ticket, code in ((closed, "closed"), (trashed, "trashed"), (gone, "merged")):
        with pytest.raises(NotAllowed) as refused:
            receive(ticket, carol, text="too late")
        assert refused.value.code == code


def test_whatever_order_messages_arrive_in_the_list_shows_the_newest(opened, carol, app):
    shown = set()
    for order in permutations(range(1, 4)):
        ticket = opened("first", at=START)
        for n in order:
            receive(ticket, carol, text=f"message {n}", at=after(n))
        shown.add((ticket.preview, ticket.last_message_at, ticket.message_count, ticket.status))
    assert shown == {("message 3", after(3), 4, "new")}


def test_a_message_from_the_future_is_not_believed(ticket, carol):
    message = receive(ticket, carol, text="tomorrow", at=clock.now() + timedelta(days=1))
    assert message.at <= clock.now()


def test_a_new_ticket_takes_only_values_that_there_are(app, carol):
    for wrong in (
        {"priority": "highest"},
        {"status": "gone"},
        {"type": "rant"},
        {"fields": {"colour": "red"}},
        {"tags": ["x" * 61]},
    ):
        with pytest.raises(NotAllowed):
            open_ticket(carol, by=carol, **wrong)
    with pytest.raises(TypeError):
        open_ticket(carol, by=carol, is_admin=True)
    assert db.session.query(Ticket).count() == 0


def test_a_long_thread_counts_right(ticket, ann, carol):
    for n in range(8):
        receive(ticket, carol, text=f"{n}")
        reply(ticket, by=ann, text=f"re {n}")
    solve(ticket, by=ann)
    assert ticket.message_count == 17
