"""Snooze: out of sight until its time."""

from datetime import timedelta

import pytest

from helpdesk import clock
from helpdesk.db import db, transaction
from tickets import NotAllowed, apply_macro, assign, close, perform, save_macro, snooze, solve, wake, wake_due

HOUR = timedelta(hours=1)


def test_a_snoozed_ticket_wakes_when_its_time_comes(opened, ann, happened):
    soon, late = opened("soon"), opened("late")
    now = clock.now()
    snooze(soon, until=now + HOUR, by=ann)
    snooze(late, until=now + 9 * HOUR, by=ann)
    assert wake_due(now) == 0
    assert wake_due(now + 2 * HOUR) == 1
    assert wake_due(now + 2 * HOUR) == 0
    db.session.refresh(soon)
    assert soon.snoozed_until is None and late.snoozed_until is not None
    assert happened(soon)[-2:] == ["woken", "person_needed"]


def test_who_has_the_ticket_keeps_it(ticket, ann, happened):
    assign(ticket, to=ann, by=ann)
    snooze(ticket, until=clock.now() + HOUR, by=ann)
    wake(ticket, by=ann)
    wake(ticket, by=ann)
    assert happened(ticket)[-1] == "woken" and happened(ticket).count("woken") == 1


def test_what_is_solved_has_no_time_at_which_it_wakes(ticket, opened, ann):
    until = clock.now() + HOUR
    snooze(ticket, until=until, by=ann)
    solve(ticket, by=ann)
    assert ticket.snoozed_until is None
    with pytest.raises(NotAllowed) as refused:
        snooze(ticket, until=until, by=ann)
    assert refused.value.code == "solved"
    other = opened("both at once")
    perform(other, {"snooze_until": until, "status": "solved"}, by=ann)
    assert (other.status, other.snoozed_until) == ("solved", None)
    perform(other, {"snooze_until": until, "status": "open"}, by=ann)
    assert (other.status, other.snoozed_until) == ("open", until)


def test_a_macro_that_says_both_is_not_kept_and_an_old_one_only_solves(ticket, ann):
    both = {"status": "solved", "snooze_until": clock.iso(clock.now() + HOUR)}
    with pytest.raises(NotAllowed) as refused:
        save_macro(title_en="Done and later", changes=both, by=ann)
    assert refused.value.code == "solved_and_snoozed"
    old = save_macro(title_en="Done and later", changes={"status": "solved"}, replies={"en": "Bye"}, by=ann)
    with transaction():
        old.changes = both
    assert apply_macro(old, ticket, by=ann).status_after == "solved"
    assert ticket.snoozed_until is None, "it waits for its text, and does not sleep meanwhile"


def test_a_new_time_replaces_the_old_one(ticket, ann, happened):
    first, second = clock.now() + HOUR, clock.now() + 2 * HOUR
    snooze(ticket, until=first, by=ann)
    snooze(ticket, until=first, by=ann)
    snooze(ticket, until=second, by=ann)
    assert ticket.snoozed_until == second and len(happened(ticket, "snoozed")) == 2


def test_nobody_snoozes_into_the_past_or_a_closed_ticket(ticket, ann):
    with pytest.raises(NotAllowed):
        snooze(ticket, until=clock.now() - HOUR, by=ann)
    close(ticket, by=ann)
    with pytest.raises(NotAllowed):
        snooze(ticket, until=clock.now() + HOUR, by=ann)
