"""Who has the ticket: given, taken, put back, handed on."""

import pytest

from helpdesk import clock
from helpdesk.db import transaction
from helpdesk.hot import insert
from helpdesk.people import Membership
from tickets import NotAllowed, assign, claim, hand_to_team, solve, trash, unassign
from tickets.follower import Follower


def test_giving_a_ticket_twice_changes_nothing(ticket, ann, sue, happened):
    assign(ticket, to=ann, by=sue)
    assign(ticket, to=ann, by=sue)
    assert happened(ticket, "ticket_assigned") == [{"from": None, "to": ann.id}]


def test_who_gets_a_ticket_follows_it(ticket, ann, sue):
    assign(ticket, to=ann, by=sue)
    assert Follower.query.filter_by(ticket_id=ticket.id, agent_id=ann.id).count() == 1


def test_the_first_to_claim_has_it(ticket, ann, bob):
    assert claim(ticket, by=ann)
    assert claim(ticket, by=ann)
    assert not claim(ticket, by=bob)
    assert ticket.assignee_id == ann.id


def test_what_is_put_back_calls_for_somebody_else(ticket, ann, happened):
    assign(ticket, to=ann, by=ann)
    unassign(ticket, by=ann)
    unassign(ticket, by=ann)
    assert ticket.assignee_id is None
    assert happened(ticket, "ticket_unassigned") == [{"from": ann.id}]
    assert happened(ticket, "person_needed")[-1] == {"not_to": ann.id}


def test_a_solved_ticket_that_is_put_back_calls_for_nobody(ticket, ann, happened):
    assign(ticket, to=ann, by=ann)
    solve(ticket, by=ann)
    unassign(ticket, by=ann)
    assert len(happened(ticket, "person_needed")) == 1


def test_another_team_means_another_person(ticket, ann, returns, sue, happened):
    assign(ticket, to=ann, by=sue)
    hand_to_team(ticket, returns, by=sue)
    hand_to_team(ticket, returns, by=sue)
    assert (ticket.team_id, ticket.assignee_id) == (returns.id, None)
    assert len(happened(ticket, "team_changed")) == 1
    assert len(happened(ticket, "person_needed")) == 2


def test_who_belongs_to_the_new_team_keeps_the_ticket(ticket, ann, returns, sue):
    with transaction():
        insert(Membership(team_id=returns.id, agent_id=ann.id))
    assign(ticket, to=ann, by=sue)
    hand_to_team(ticket, returns, by=sue)
    assert ticket.assignee_id == ann.id


def test_a_ticket_can_be_no_teams(ticket, ann, sue):
    assign(ticket, to=ann, by=sue)
    hand_to_team(ticket, None, by=sue)
    assert (ticket.team_id, ticket.assignee_id) == (None, ann.id)


def test_nothing_is_given_to_who_has_left(ticket, ann, sue):
    with transaction():
        ann.disabled_at = clock.now()
    with pytest.raises(NotAllowed) as refused:
        assign(ticket, to=ann, by=sue)
    assert refused.value.code == "no_agent"


def test_nothing_in_the_trash_is_given(ticket, ann, sue):
    trash(ticket, by=sue)
    with pytest.raises(NotAllowed):
        assign(ticket, to=ann, by=sue)
