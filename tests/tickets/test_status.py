"""Status: solved, closed, reopened; what has long been solved closes by itself."""

from datetime import timedelta

import pytest

from helpdesk import clock
from helpdesk.db import db, transaction
from tickets import (
    NotAllowed,
    TicketField,
    assign,
    close,
    close_solved,
    follow_up,
    receive,
    reopen,
    reply,
    set_fields,
    set_status,
    snooze,
    solve,
)
from tickets.link import Link

LATER = timedelta(days=4, seconds=1)


def test_solving_and_reopening(ticket, ann, happened):
    assign(ticket, to=ann, by=ann)
    solve(ticket, by=ann)
    assert ticket.solved_at and ticket.waiting_since is None
    solve(ticket, by=ann)
    reopen(ticket, by=ann)
    assert (ticket.status, ticket.solved_at) == ("open", None)
    names = happened(ticket)
    assert names.count("ticket_solved") == 1 and names.count("ticket_reopened") == 1


def test_what_is_reopened_and_nobodys_calls_for_a_person(ticket, sue, happened):
    solve(ticket, by=sue)
    reopen(ticket, by=sue)
    assert happened(ticket)[-2:] == ["ticket_reopened", "person_needed"]


def test_a_closed_ticket_stays_closed(ticket, ann):
    close(ticket, by=ann)
    close(ticket, by=ann)
    for verb in (reopen, solve):
        with pytest.raises(NotAllowed) as refused:
            verb(ticket, by=ann)
        assert refused.value.code == "closed" and refused.value.zh
    assert ticket.closed_at and ticket.solved_at


def test_a_status_that_there_is_not_is_refused(ticket, ann):
    with pytest.raises(NotAllowed):
        set_status(ticket, "gone", by=ann)


def test_solving_ends_a_snooze(ticket, ann):
    snooze(ticket, until=clock.now() + timedelta(days=1), by=ann)
    solve(ticket, by=ann)
    assert ticket.snoozed_until is None


def test_solved_tickets_close_after_four_days_and_not_before(opened, ann, carol, happened):
    forgotten, answered, fresh = opened("forgotten"), opened("answered"), opened("fresh")
    solve(forgotten, by=ann)
    solve(answered, by=ann)
    as_of = forgotten.solved_at + LATER
    receive(answered, carol, text="No!")
    assert close_solved(forgotten.solved_at + timedelta(days=3)) == 0
    assert close_solved(as_of) == 1
    assert close_solved(as_of) == 0
    for one in (forgotten, answered, fresh):
        db.session.refresh(one)
    assert [one.status for one in (forgotten, answered, fresh)] == ["closed", "open", "new"]
    assert happened(forgotten)[-2:] == ["status_changed", "ticket_closed"]


def test_what_must_be_filled_in_is_asked_for_before_it_is_solved(ticket, ann):
    with transaction():
        db.session.add(TicketField(key="order", label_en="Order", label_zh="订单", required=True))
    with pytest.raises(NotAllowed) as refused:
        solve(ticket, by=ann)
    assert refused.value.details == {"fields": ["order"]}
    set_fields(ticket, {"order": "ST-10001"}, by=ann)
    solve(ticket, by=ann)
    assert ticket.status == "solved"


def test_after_closing_it_goes_on_in_a_follow_up(opened, ann, orders, happened):
    ticket = opened("Broken lamp", priority="high", tags=["lamp"])
    with pytest.raises(NotAllowed):
        follow_up(ticket, by=ann)
    close(ticket, by=ann)
    new = follow_up(ticket, by=ann)
    assert (new.subject, new.priority, new.team_id, new.status, new.tag_names) == (
        "Broken lamp",
        "high",
        orders.id,
        "new",
        ["lamp"],
    )
    assert db.session.query(Link).one().kind == "follow_up"
    assert "linked" in happened(ticket)


def test_who_had_no_answer_waits_again_when_solving_is_taken_back(ticket, ann):
    since = ticket.waiting_since
    solve(ticket, by=ann)
    assert ticket.waiting_since is None
    set_status(ticket, "new", by=ann)
    assert (ticket.status, ticket.waiting_since) == ("new", since)
    reply(ticket, by=ann, text="It comes today.")
    solve(ticket, by=ann)
    reopen(ticket, by=ann)
    assert ticket.waiting_since is None
