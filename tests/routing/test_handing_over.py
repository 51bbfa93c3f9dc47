"""Who hands over sees beforehand who gets what, and can take back what nobody has touched since."""

from datetime import timedelta

import pytest

import routing
from helpdesk import clock, people
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.people import Agent
from routing import Plan
from tests.support.cast import make_agent
from tickets import Ticket, assign, hand_to_team, note, receive, reply, save_draft, set_status, snooze, solve


def agent(one):
    return db.session.get(Agent, one.id)


def fresh(ticket):
    return db.session.get(Ticket, ticket.id, populate_existing=True)


def come(*them, capacity=10):
    for one in them:
        with transaction():
            agent(one).capacity = capacity
        people.arrive(agent(one))


def plan(team, *strategies, **values):
    with transaction():
        db.session.merge(Plan(team_id=team.id, strategies=list(strategies), **values))


def really(tickets):
    """{agent or None: how many} after it was done."""
    found = {}
    for ticket in tickets:
        taker = fresh(ticket).assignee_id
        found[taker] = found.get(taker, 0) + 1
    return found


@pytest.fixture
def theirs(ann, opened):
    """What ann has; she has gone, so that nothing comes to her while others are looked for."""

    def make(*channels, **values):
        found = [opened(channel=channel, **values) for channel in channels]
        for ticket in found:
            assign(fresh(ticket), to=agent(ann), by=None)
        return found

    return make


@pytest.mark.parametrize("strategy", ["least_busy", "round_robin", "weighted", "same_agent"])
def test_what_is_foreseen_is_what_happens(ann, bob, orders, theirs, strategy):
    tickets = theirs(*["email", "webchat", "email", "voice", "webchat", "email", "email"])
    plan(orders, strategy, "least_busy")
    come(bob, capacity=5), come(make_agent("Dan", orders), capacity=4)
    before = db.session.query(Event).count()
    found = routing.foresee(agent(ann))
    assert db.session.query(Event).count() == before and {fresh(one).assignee_id for one in tickets} == {ann.id}
    routing.hand_over(agent(ann), by=agent(ann))
    assert really(tickets) == {**found.to, None: found.waiting[orders.id]}
    assert sum(found.to.values()) > 2 and found.waiting[orders.id] > 0


def test_what_rests_and_what_finds_nobody_is_told_apart(ann, bob, eve, orders, returns, theirs):
    tickets = theirs("email", "email", "email") + theirs("email", team_id=returns.id)
    set_status(fresh(tickets[0]), "pending", by=None)
    snooze(fresh(tickets[1]), until=clock.now() + timedelta(days=1), by=None)
    come(bob)
    found = routing.foresee(agent(ann))
    assert (found.to, found.waiting, found.resting) == ({bob.id: 1}, {returns.id: 1}, 2)


def test_a_mail_gets_in_line_behind_the_call_that_waits_for_room(ann, bob, orders, opened, theirs):
    assign(fresh(opened(channel="email")), to=agent(bob), by=None)
    opened(channel="voice")
    tickets = theirs("email", "email")
    come(bob, capacity=3)
    found = routing.foresee(agent(ann))
    routing.hand_over(agent(ann), by=agent(ann))
    assert really(tickets) == {**found.to, None: found.waiting[orders.id]} == {None: 2}


def test_who_stays_online_gets_what_waits_and_leaves_the_rest_to_others(ann, bob, orders, opened):
    come(ann, capacity=3)
    mine, waits = [opened(channel="email") for _ in range(3)], [opened(channel="voice"), opened(channel="email")]
    come(bob, capacity=0)
    with transaction():
        agent(bob).capacity = 2
    found = routing.foresee(agent(ann))
    routing.hand_over(agent(ann), by=agent(ann))
    assert really(mine) == {**found.to, None: found.waiting[orders.id]} == {bob.id: 2, None: 1}
    assert ann.id in really(waits), "nothing of theirs came back, though it stood in line"
    told = [routing.sentence_of(row).en for one in mine for row in routing.decisions_of(fresh(one))]
    assert "It got in line behind what waits for room already." in told


def test_who_has_nothing_hands_over_nothing(ann):
    assert routing.foresee(agent(ann)) == routing.foreseeing.Foreseen()


def test_more_than_can_be_looked_at_is_counted(ann, bob, theirs, monkeypatch):
    monkeypatch.setattr("routing.foreseeing.MOST_LOOKED_AT", 2)
    theirs("email", "email", "email"), come(bob)
    found = routing.foresee(agent(ann))
    assert (found.to[bob.id], found.unseen) == (2, 1)


@pytest.mark.both_databases
def test_undoing_gives_back_what_nobody_has_touched_and_says_why_not_the_rest(ann, bob, carol, orders, returns, theirs):
    tickets = theirs(*["email"] * 8)
    come(bob, capacity=20)
    went, _ = routing.hand_over(agent(ann), by=agent(ann))
    untouched, wrote, answered, noted, passed_on, moved, solved, drafted = tickets
    receive(fresh(wrote), carol, text="Anything new?")
    reply(fresh(answered), text="I look into it", by=agent(bob))
    note(fresh(noted), text="Asked the carrier", by=agent(bob))
    assign(fresh(passed_on), to=agent(ann), by=agent(bob))
    assign(fresh(passed_on), to=agent(bob), by=agent(bob))
    hand_to_team(fresh(moved), returns, by=None)
    solve(fresh(solved), by=agent(bob))
    save_draft(fresh(drafted), by=agent(bob), text="Dear Carol")
    back, kept = routing.hand_back(agent(ann), went, by=agent(ann))
    assert back == [untouched.id, wrote.id]
    assert kept == {"worked_on": 2, "moved": 2, "ended": 1, "writing": 1}
    assert really(tickets) == {ann.id: 2, bob.id: 5, None: 1}


def test_what_waits_in_line_comes_back_too(ann, theirs):
    tickets = theirs("email", "email")
    went, _ = routing.hand_over(agent(ann), by=agent(ann))
    assert really(tickets) == {None: 2}
    assert routing.hand_back(agent(ann), went, by=agent(ann)) == (went, {})
    assert routing.hand_back(agent(ann), went, by=agent(ann)) == (went, {})
    assert really(tickets) == {ann.id: 2}


def test_only_who_handed_over_and_within_the_hour_takes_back(ann, bob, sue, theirs, monkeypatch):
    [ticket], [other] = theirs("email"), theirs("email")
    come(bob)
    routing.hand_over(agent(ann), by=agent(sue))
    assert routing.hand_back(agent(ann), [ticket.id], by=agent(ann)) == ([], {"late": 1})
    assert routing.hand_back(agent(bob), [ticket.id], by=agent(sue)) == ([], {"late": 1})
    assert routing.hand_back(agent(ann), [ticket.id, 10**9], by=agent(sue)) == ([ticket.id], {"late": 1})
    later = clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert routing.hand_back(agent(ann), [other.id], by=agent(sue)) == ([], {"late": 1})
