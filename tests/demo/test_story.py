"""What happened to a ticket follows from what was said in it."""

from datetime import UTC, datetime, timedelta

import pytest

from helpdesk.demo.quoting import without_quote
from helpdesk.demo.story import steps_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def ticket(*messages, **values):
    return {"id": "t001", "assignee": "ann", "status": "open", **values, "messages": list(messages)}


def said(by, at, **values):
    return {"by": by, "at": at, "text": "…", **values}


def told(ticket):
    return [(step.do, step.by) for step in steps_of(ticket, zone="UTC", as_of=NOW)]


def step(ticket, do):
    return next(step for step in steps_of(ticket, zone="UTC", as_of=NOW) if step.do == do)


def test_it_begins_with_the_customer():
    assert told(ticket(said("customer", "-3h")))[:2] == [("open", "customer"), ("receive", "customer")]


def test_it_is_given_to_somebody_at_once_when_they_are_here():
    by_day = ticket(said("customer", "-2d 10:00"), said("ann", "+12m"))
    assert step(by_day, "assign").at - step(by_day, "open").at < timedelta(minutes=1)


def test_what_came_at_night_is_taken_up_in_the_morning():
    at_night = ticket(said("customer", "-2d 23:00"), said("ann", "+10h"))
    assert step(at_night, "assign").at == step(at_night, "reply").at - timedelta(minutes=7)


def test_nobody_has_what_nobody_took():
    assert "assign" not in [do for do, _ in told(ticket(said("customer", "-3h"), assignee=None))]


def test_what_is_solved_closes_after_four_days():
    old = ticket(said("customer", "-9d 10:00"), said("ann", "+5m"), status="closed")
    assert [to.data["to"] for to in steps_of(old, zone="UTC", as_of=NOW) if to.do == "set_status"] == [
        "solved",
        "closed",
    ]
    fresh = ticket(said("customer", "-2d 10:00"), said("ann", "+5m"), status="solved")
    assert [to.data["to"] for to in steps_of(fresh, zone="UTC", as_of=NOW) if to.do == "set_status"] == ["solved"]


def test_a_status_that_was_said_is_not_said_twice():
    solved = {"by": "ann", "at": "+2m", "set": {"status": "solved"}}
    assert [by for do, by in told(ticket(said("customer", "-2h"), solved, status="solved")) if do == "set_status"] == [
        "ann"
    ]


@pytest.mark.parametrize(
    ("values", "do"),
    [
        ({"spam": True, "assignee": None}, "mark_spam"),
        ({"merged_into": "t002"}, "merge"),
        ({"split_from": "t002"}, "split_off"),
        ({"snoozed_until": "+2d"}, "snooze"),
    ],
)
def test_what_else_became_of_it_is_told(values, do):
    assert do in [name for name, _ in told(ticket(said("customer", "-3h"), **values))]


def test_nothing_is_told_before_it_happens():
    just_now = ticket(said("customer", "-1m"), spam=True)
    assert told(just_now) == [("open", "customer"), ("receive", "customer"), ("assign", None)]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Hello\n\nGeorge\n\n> On the 20th Songtide wrote:\n> > Total $600", "Hello\n\nGeorge"),
        ("Look\n\nBegin forwarded message:\n\nFrom: somebody", "Look"),
        ("Nothing quoted", None),
        ("> all of it is a quote", None),
        ("a\n> b\nc", None),
    ],
)
def test_what_is_quoted_below_is_not_their_own(text, own):
    assert without_quote(text) == own
