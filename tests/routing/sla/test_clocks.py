"""Clocks: begun, met, paused, moved, carried. The time that was used stays used."""

from datetime import UTC, datetime, timedelta

import tickets
from helpdesk.db import db
from routing import sla
from routing.sla.running import last_clock, open_clocks
from tests.routing.sla.conftest import HOUR

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday, nine in the morning in Shanghai


def clocks(ticket):
    db.session.expire_all()
    return {row.metric: row for row in open_clocks(ticket.id)}


def last(ticket, metric):
    db.session.expire_all()
    return last_clock(ticket.id, metric)


def test_a_customers_ticket_promises_a_first_reply_and_a_solution(policy, opened, at):
    policy(first_reply=HOUR, solution=8 * HOUR)
    at(NINE)
    ticket = opened()
    assert {metric: row.due_at for metric, row in clocks(ticket).items()} == {
        "first_reply": NINE + timedelta(hours=1),
        "solution": NINE + timedelta(hours=8),
    }
    assert (ticket.due_at, ticket.due_kind) == (NINE + timedelta(hours=1), "first_reply")


def test_an_answer_of_an_agent_keeps_the_promise_a_machines_does_not(policy, opened, ann, at):
    policy(first_reply=HOUR)
    at(NINE)
    ticket = opened()
    tickets.reply(ticket, by=None, text="We have your message.", is_auto=True)
    assert clocks(ticket)["first_reply"].ended_at is None
    at(NINE + timedelta(minutes=20))
    tickets.reply(ticket, by=ann, text="On its way.")
    assert not clocks(ticket)
    met = last(ticket, "first_reply")
    assert (met.outcome, met.used, met.breached_at) == ("met", timedelta(minutes=20), None)
    assert ticket.due_at is None


def test_the_next_message_of_the_customer_starts_the_next_reply_and_further_ones_do_not(policy, opened, ann, carol, at):
    policy(first_reply=HOUR, next_reply=2 * HOUR)
    at(NINE)
    ticket = opened()
    tickets.reply(ticket, by=ann, text="?")
    at(NINE + timedelta(hours=1))
    tickets.receive(ticket, carol, text="Still nothing")
    at(NINE + timedelta(hours=2))
    tickets.receive(ticket, carol, text="Hello?")
    assert clocks(ticket)["next_reply"].due_at == NINE + timedelta(hours=3)


def test_a_clock_pauses_by_status_and_keeps_what_it_has_used(policy, opened, ann, carol, at):
    policy(solution=8 * HOUR)
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(hours=3))
    tickets.set_status(ticket, "pending", by=ann)
    paused = clocks(ticket)["solution"]
    assert (paused.used, paused.due_at, ticket.due_at) == (timedelta(hours=3), None, None)
    at(NINE + timedelta(days=2))
    tickets.receive(ticket, carol, text="Here is the number")
    assert clocks(ticket)["solution"].due_at == NINE + timedelta(days=2, hours=5)


def test_business_time_counts_where_the_policy_says_so(policy, office, opened, at):
    policy(solution=8 * HOUR, business=True)
    at(NINE + timedelta(hours=5))
    ticket = opened()
    # 14:00 to 18:00 are four hours; the rest is done by 13:00 of Tuesday.
    assert ticket.due_at == NINE + timedelta(days=1, hours=4)


def test_another_priority_gives_another_target_and_the_same_time_used(policy, opened, ann, at):
    policy(solution={"normal": 8 * HOUR, "urgent": 2 * HOUR})
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(hours=1))
    tickets.prioritize(ticket, "urgent", by=ann)
    assert clocks(ticket)["solution"].due_at == NINE + timedelta(hours=2)


def test_a_priority_without_a_promise_drops_the_clock_and_it_comes_back_with_its_time(policy, opened, ann, at):
    policy(solution={"normal": 8 * HOUR})
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(hours=1))
    tickets.prioritize(ticket, "low", by=ann)
    assert not clocks(ticket)
    at(NINE + timedelta(hours=5))
    tickets.prioritize(ticket, "normal", by=ann)
    assert clocks(ticket)["solution"].due_at == NINE + timedelta(hours=12)


def test_reopening_goes_on_counts_or_starts_again_as_the_policy_says(policy, opened, ann, at):
    expected = {"continue": 7, "count": 5, "restart": 8}  # hours left when it opens again, two hours after one was used
    row = policy(solution=8 * HOUR)
    for reopening, left in expected.items():
        sla.save_policy(row, reopening=reopening, by=None)
        at(NINE)
        ticket = opened()
        at(NINE + timedelta(hours=1))
        tickets.solve(ticket, by=ann)
        assert last(ticket, "solution").outcome == "met"
        at(NINE + timedelta(hours=3))
        tickets.reopen(ticket, by=ann)
        assert clocks(ticket)["solution"].due_at == NINE + timedelta(hours=3 + left), reopening


def test_spam_stops_the_clocks_until_it_is_none(policy, opened, ann, at):
    policy(first_reply=HOUR)
    at(NINE)
    ticket = opened()
    tickets.mark_spam(ticket, by=ann)
    assert ticket.due_at is None
    at(NINE + timedelta(days=1))
    tickets.clear_spam(ticket, by=ann)
    assert ticket.due_at == NINE + timedelta(days=1, hours=1)


def test_a_merge_keeps_the_longer_wait_and_its_undoing_gives_both_back(policy, opened, ann, at):
    policy(first_reply=4 * HOUR, solution=8 * HOUR)
    at(NINE)
    first = opened("One")
    at(NINE + timedelta(hours=1))
    second = opened("Two")
    at(NINE + timedelta(hours=2))
    tickets.merge(first, into=second, by=ann)
    assert first.due_at is None
    assert clocks(second)["first_reply"].due_at == NINE + timedelta(hours=4)
    assert clocks(second)["solution"].due_at == NINE + timedelta(hours=8)
    at(NINE + timedelta(hours=3))
    tickets.unmerge(first, by=ann)
    assert clocks(first)["first_reply"].due_at == NINE + timedelta(hours=4)


def test_what_is_split_off_has_waited_as_long_as_it_did(policy, opened, carol, ann, at):
    policy(first_reply=4 * HOUR)
    at(NINE)
    ticket = opened("One")
    at(NINE + timedelta(hours=1))
    other = tickets.receive(ticket, carol, text="And another thing")
    new = tickets.split(ticket, [other.id], by=ann)
    assert clocks(new)["first_reply"].due_at == NINE + timedelta(hours=4)
    assert clocks(ticket)["first_reply"].due_at == NINE + timedelta(hours=4)


def test_a_call_back_begins_when_it_is_solved_and_an_answer_keeps_it(policy, opened, ann, at):
    policy(call_back=72 * HOUR)
    at(NINE)
    ticket = opened()
    at(NINE + timedelta(hours=1))
    tickets.solve(ticket, by=ann)
    assert clocks(ticket)["call_back"].due_at == NINE + timedelta(hours=73)
    at(NINE + timedelta(hours=48))
    tickets.reply(ticket, by=ann, text="Is all well?", status="solved")
    assert last(ticket, "call_back").outcome == "met"


def test_periodic_updates_begin_with_each_answer(policy, opened, ann, at):
    policy(periodic_update=24 * HOUR)
    at(NINE)
    ticket = opened()
    tickets.reply(ticket, by=ann, text="We look into it")
    at(NINE + timedelta(hours=20))
    tickets.reply(ticket, by=ann, text="Still looking")
    assert clocks(ticket)["periodic_update"].due_at == NINE + timedelta(hours=44)


def test_a_policy_given_by_hand_holds_whatever_the_conditions_say(policy, opened, ann, at):
    policy(first_reply=HOUR, conditions={"field": "priority", "op": "is", "value": "normal"})
    other = policy(first_reply=3 * HOUR, name="Other", conditions={"field": "priority", "op": "is", "value": "urgent"})
    at(NINE)
    ticket = opened()
    sla.apply_policy(ticket, other.id, by=ann)
    assert ticket.due_at == NINE + timedelta(hours=3)
    tickets.prioritize(ticket, "high", by=ann)
    assert ticket.due_at == NINE + timedelta(hours=3)
    sla.apply_policy(ticket, None, by=ann)
    assert ticket.due_at is None


def test_clocks_of_many_tickets_are_one_question(policy, opened, at):
    policy(first_reply=HOUR)
    at(NINE)
    several = [opened(), opened()]
    at(NINE + timedelta(minutes=50))
    found = sla.clocks_of(several)
    assert [one["left_seconds"] for ticket in several for one in found[ticket.id]] == [600, 600]
