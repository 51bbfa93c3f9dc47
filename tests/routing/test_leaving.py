"""Who goes leaves nothing behind that a customer waits for; who hands over gets nothing of it back."""

from datetime import timedelta

import pytest

import routing
from helpdesk import clock, people
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from routing import Plan, Recall
from routing.estimating import seconds_a_ticket
from tickets import Ticket, receive, reply, set_status, solve

LATER = timedelta(seconds=61)


def agent(one):
    return db.session.get(Agent, one.id)


def come(one):
    people.arrive(agent(one))


def assignee_of(ticket):
    return db.session.get(Ticket, ticket.id, populate_existing=True).assignee_id


def plan(team, **values):
    with transaction():
        db.session.merge(Plan(team_id=team.id, strategies=["least_busy"], **values))


@pytest.fixture
def chat(ann, opened):
    """A chat that ann has, and whose customer waits."""
    come(ann)
    ticket = opened(channel="webchat")
    assert assignee_of(ticket) == ann.id
    return ticket


def test_a_chat_goes_to_somebody_else_a_minute_after_its_agent_left(ann, bob, chat):
    come(bob)
    people.leave(agent(ann))
    assert routing.recall_due(clock.now()) == 0
    assert assignee_of(chat) == ann.id
    assert routing.recall_due(clock.now() + LATER) == 1
    assert assignee_of(chat) == bob.id


def test_who_is_back_within_the_minute_keeps_it(ann, bob, chat):
    come(bob)
    people.leave(agent(ann))
    come(ann)
    assert routing.recall_due(clock.now() + LATER) == 0
    assert assignee_of(chat) == ann.id


def test_a_lost_connection_has_had_its_minute_already(ann, bob, chat):
    come(bob)
    people.notice_absence(clock.now() + LATER)
    with transaction():
        agent(ann).seen_at = clock.now() - LATER
    assert routing.recall_due(clock.now()) == 1
    assert assignee_of(chat) == bob.id


def test_while_nobody_else_is_here_it_waits_in_the_queue_and_may_come_back(ann, chat):
    people.leave(agent(ann))
    routing.recall_due(clock.now() + LATER)
    assert assignee_of(chat) is None
    come(ann)
    assert assignee_of(chat) == ann.id


def test_a_mail_stays_with_its_agent_unless_the_team_wants_otherwise(ann, bob, orders, opened):
    come(ann)
    mail = opened(channel="email")
    come(bob)
    people.set_availability(agent(ann), "offline", by=None)
    assert routing.recall_due(clock.now() + LATER) == 0
    come(ann)
    people.set_availability(agent(ann), "online", by=None)
    plan(orders, on_leaving="waiting")
    people.set_availability(agent(ann), "offline", by=None)
    assert routing.recall_due(clock.now() + LATER) == 1
    assert assignee_of(mail) == bob.id


def test_what_was_answered_stays(ann, bob, chat):
    reply(db.session.get(Ticket, chat.id), text="On its way", by=agent(ann))
    come(bob)
    people.leave(agent(ann))
    assert routing.recall_due(clock.now() + LATER) == 0


def test_a_team_may_keep_everything_where_it_is(ann, bob, orders, chat):
    plan(orders, on_leaving="keep")
    come(bob)
    people.leave(agent(ann))
    assert routing.recall_due(clock.now() + LATER) == 0


def test_a_ticket_that_opens_again_leaves_an_absent_agent_after_a_minute(ann, bob, carol, opened):
    come(ann)
    ticket = opened(channel="email")
    solve(db.session.get(Ticket, ticket.id), by=None)
    people.leave(agent(ann))
    receive(db.session.get(Ticket, ticket.id), carol, text="It is broken again")
    assert assignee_of(ticket) == ann.id
    come(bob)
    assert routing.recall_due(clock.now() + LATER) == 1
    assert assignee_of(ticket) == bob.id


def test_two_sweeps_take_it_away_once(ann, chat):
    people.leave(agent(ann))
    due = clock.now() + LATER
    assert [routing.recall_due(due), routing.recall_due(due)] == [1, 0]
    assert db.session.query(Recall).count() == 0


def test_who_hands_over_gives_all_away_and_gets_none_of_it_back(ann, bob, opened):
    come(ann)
    tickets = [opened() for _ in range(3)]
    set_status(db.session.get(Ticket, tickets[2].id), "pending", by=None)
    come(bob)
    assert routing.hand_over(agent(ann), by=agent(ann)) == ([ticket.id for ticket in tickets], 0)
    assert [assignee_of(ticket) for ticket in tickets] == [bob.id, bob.id, None]


def test_what_the_queue_gives_them_meanwhile_is_not_handed_over_with_the_rest(ann, opened):
    people.set_capacity(agent(ann), 1, by=None)
    come(ann)
    held, waits = opened(), opened()
    assert routing.hand_over(agent(ann), by=agent(ann)) == ([held.id], 0)
    assert (assignee_of(held), assignee_of(waits)) == (None, ann.id)


def test_while_only_they_are_here_what_they_handed_over_waits_for_others(ann, bob, opened):
    come(ann)
    ticket = opened()
    routing.hand_over(agent(ann), by=agent(ann))
    routing.hand_out()
    assert assignee_of(ticket) is None
    come(bob)
    assert assignee_of(ticket) == bob.id


def test_what_waits_too_long_goes_to_the_other_team_once(ann, eve, orders, returns, opened):
    plan(orders, overflow_team_id=returns.id, overflow_seconds=300)
    ticket = opened()
    soon, late = clock.now() + timedelta(seconds=299), clock.now() + timedelta(seconds=301)
    come(eve)
    assert routing.overflow_due(soon) == 0
    assert routing.overflow_due(late) == 1
    moved = db.session.get(Ticket, ticket.id, populate_existing=True)
    assert (moved.team_id, moved.assignee_id) == (returns.id, eve.id)
    stories = [routing.sentence_of(row) for row in routing.decisions_of(moved)]
    assert "Moved from Orders to Returns after 5 min in the queue." in [story.en for story in stories]
    assert routing.overflow_due(late) == 0


def test_a_chat_does_not_go_where_only_a_mail_fits_and_the_story_says_where_it_came_from(eve, orders, returns, opened):
    plan(orders, overflow_team_id=returns.id, overflow_seconds=60)
    with transaction():
        agent(eve).capacity = 2
    opened(team_id=returns.id, channel="email")
    come(eve)
    chat, mail = opened(channel="webchat"), opened(channel="email")
    assert routing.overflow_due(clock.now() + timedelta(minutes=2)) == 1
    assert (assignee_of(chat), assignee_of(mail)) == (None, eve.id)
    assert db.session.get(Ticket, chat.id).team_id == orders.id
    assert [why.en for why in routing.explain(db.session.get(Ticket, mail.id))][1:] == [
        "Moved from Orders to Returns after 2 min in the queue."
    ]


def test_it_stays_while_nobody_is_free_there(ann, orders, returns, opened):
    plan(orders, overflow_team_id=returns.id, overflow_seconds=60)
    opened()
    assert routing.overflow_due(clock.now() + timedelta(hours=1)) == 0


def test_two_teams_that_overflow_into_each_other_play_no_ping_pong(ann, eve, orders, returns, opened):
    plan(orders, overflow_team_id=returns.id, overflow_seconds=0)
    plan(returns, overflow_team_id=orders.id, overflow_seconds=0)
    with transaction():
        agent(eve).capacity = agent(ann).capacity = 1
    come(eve)
    first, second = opened(), opened()
    later = clock.now() + timedelta(minutes=1)
    assert routing.overflow_due(later) == 1
    come(ann)
    for _ in range(3):
        routing.overflow_due(later)
    assert {assignee_of(first), assignee_of(second)} == {ann.id, eve.id}


def test_the_estimate_is_made_of_what_moved_lately(ann, orders, opened):
    assert routing.place_and_wait(opened()).seconds is None
    come(ann)
    with transaction():
        agent(ann).capacity = 1
    for _ in range(6):
        waiting = opened()
        current = db.session.query(Ticket).filter(Ticket.assignee_id == ann.id, Ticket.status == "new").one()
        solve(current, by=None)
        assert assignee_of(waiting) == ann.id
    place = routing.place_and_wait(opened())
    assert (place.place, place.here) == (1, True)
    assert place.seconds is not None
    in_ten_minutes = clock.now() + timedelta(minutes=10)
    assert 60 <= seconds_a_ticket(orders.id, in_ten_minutes) <= 601  # nothing has moved since
    assert seconds_a_ticket(orders.id, clock.now() + timedelta(hours=3)) is None


def test_where_nobody_is_there_is_a_place_and_no_promise(opened):
    opened()
    place = routing.place_and_wait(opened())
    assert (place.place, place.here, place.seconds) == (2, False, None)
