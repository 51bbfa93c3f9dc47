"""Strategies: each alone over people made up for it, and several tried in turn at a real desk."""

from datetime import timedelta

import pytest

import routing
from helpdesk import clock, people
from helpdesk.customers.worth import CustomerValue
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from routing import AgentSkill, Plan, Profile, Skill
from routing.calendars import make_calendar
from routing.candidate import Candidate
from routing.capacity import Load
from routing.strategies import all_strategies, in_turn
from tests.support.cast import make_agent
from tickets import Ticket, assign, solve


def one(number, load=0, last=0, **values):
    return Candidate(number, Load(20, {"chat": 0, "mail": load, "call": 0}), last, **values)


def chosen(kind, *candidates, asked=None):
    found = all_strategies()[kind].choose(list(candidates), asked)
    return found and found.agent_id


def come(agent):
    people.arrive(db.session.get(Agent, agent.id))


def plan(team, *strategies, **values):
    with transaction():
        db.session.merge(Plan(team_id=team.id, strategies=list(strategies), **values))


def assignee_of(ticket):
    return db.session.get(Ticket, ticket.id, populate_existing=True).assignee_id


@pytest.mark.parametrize("kind", sorted(all_strategies()))
def test_each_says_what_it_is_in_both_languages(kind):
    strategy = all_strategies()[kind]
    assert strategy.kind == kind
    for words in (strategy.label, strategy.help, strategy.others):
        assert words["en"] and words["zh"]


def test_a_kind_that_is_gone_leaves_the_usual_one():
    assert [strategy.kind for strategy in in_turn(["by_horoscope"])] == ["least_busy"]


def test_least_busy_takes_the_emptiest_desk_and_of_equals_who_waited_longest():
    assert chosen("least_busy", one(1, 3), one(2, 1, last=9), one(3, 1, last=4)) == 3


def test_round_robin_goes_by_turn_whatever_they_have():
    assert chosen("round_robin", one(1, 0, last=9), one(2, 15, last=4)) == 2


def test_a_double_share_gets_twice_as_much_and_none_gets_none():
    desks = {1: one(1, share=200), 2: one(2, share=100), 3: one(3, share=0)}
    for turn in range(30):
        desk = desks[chosen("weighted", *desks.values())]
        desk.desk.add("mail")
        desk.last_given = turn + 1
    assert {number: desk.load for number, desk in desks.items()} == {1: 20, 2: 10, 3: 0}
    assert chosen("weighted", desks[3]) is None


def test_the_same_agent_again_if_here_else_the_next_strategy(ann, bob, orders, opened):
    plan(orders, "same_agent", "least_busy")
    with transaction():
        assign(db.session.get(Ticket, opened("first").id), to=db.session.get(Agent, bob.id), by=None)
    come(ann)
    second = opened("Bob is not here")
    assert assignee_of(second) == ann.id
    come(bob)
    third = opened("He is now, and busier")
    said = [sentence.en for sentence in routing.explain(db.session.get(Ticket, third.id))]
    assert assignee_of(third) in (ann.id, bob.id)
    assert any("Served this customer before" in words for words in said)


def test_long_ago_counts_no_more(ann, bob, orders, opened):
    plan(orders, "same_agent", "least_busy", options={"same_agent_days": 0})
    with transaction():
        assign(db.session.get(Ticket, opened("first").id), to=db.session.get(Agent, bob.id), by=None)
    come(bob), come(ann)
    assert assignee_of(opened()) == ann.id


def test_only_who_can_and_speaks_it_gets_it_and_the_best_first(ann, bob, orders, opened):
    plan(orders, "skill")
    with transaction():
        insert_skill("refunds", {"tags": ["refund"]}, level=2)
        for agent, level in ((ann, 1), (bob, 4)):
            db.session.add(AgentSkill(agent_id=agent.id, kind="skill", key="refunds", level=level))
            db.session.add(AgentSkill(agent_id=agent.id, kind="language", key="en", level=3))
    come(ann)
    ticket = opened(tag_names=["refund"])
    assert assignee_of(ticket) is None
    assert "skills and the language" in routing.explain(db.session.get(Ticket, ticket.id))[-1].en
    come(bob)
    assert assignee_of(ticket) == bob.id
    assert assignee_of(opened(language="fr")) is None


def insert_skill(key, asked_by, level):
    db.session.add(Skill(key=key, name=key, asked_by=asked_by, level=level))


def test_the_vips_own_agent_comes_before_all_others(ann, bob, orders, carol, opened):
    plan(orders, "vip_agent", "least_busy")
    come(ann), come(bob)
    with transaction():
        insert_or_change = db.session.get(CustomerValue, carol.id) or CustomerValue(customer_id=carol.id)
        insert_or_change.vip_agent_id = bob.id
        db.session.add(insert_or_change)
    assert [assignee_of(opened()) for _ in range(3)] == [bob.id] * 3


def test_a_chat_weighs_more_than_a_mail_and_is_not_passed_for_ever(ann, orders, opened):
    with transaction():
        db.session.get(Agent, ann.id).capacity = 3
    come(ann)
    first, second = opened(channel="webchat"), opened(channel="email")
    assert (assignee_of(first), assignee_of(second)) == (ann.id, ann.id)
    third = opened(channel="webchat")  # two units more than she can carry
    fourth = opened(channel="email")
    assert (assignee_of(third), assignee_of(fourth)) == (None, None)
    done(second)
    assert (assignee_of(third), assignee_of(fourth)) == (None, None)  # room for a mail is kept for the chat before it
    done(first)
    assert (assignee_of(third), assignee_of(fourth)) == (ann.id, ann.id)


def done(ticket):
    solve(db.session.get(Ticket, ticket.id), by=None)


def test_a_limit_for_one_kind_leaves_room_for_others(ann, orders, opened):
    with transaction():
        db.session.merge(Profile(agent_id=ann.id, limits={"chat": 1}))
    come(ann)
    chats, mail = [opened(channel="wechat") for _ in range(2)], opened(channel="email")
    assert [assignee_of(ticket) for ticket in (*chats, mail)] == [ann.id, None, ann.id]
    assert "one more of this kind" in routing.explain(db.session.get(Ticket, chats[1].id))[-1].en


def test_the_urgent_come_first_then_who_must_be_answered_soonest(ann, orders, opened):
    late = opened("usual")
    soon = opened("promised soon", due_at=clock.now() + timedelta(minutes=5))
    sooner = opened("promised sooner", due_at=clock.now() + timedelta(minutes=1))
    urgent = opened("urgent", priority="urgent")
    line = [urgent, sooner, soon, late]
    assert [routing.queue.place_of(db.session.get(Ticket, ticket.id)) for ticket in line] == [1, 2, 3, 4]
    with transaction():
        db.session.get(Agent, ann.id).capacity = 2
    come(ann)
    assert [assignee_of(ticket) for ticket in line] == [ann.id, ann.id, None, None]


def test_nobody_is_given_anything_outside_their_hours(ann, bob, orders, opened):
    with transaction():
        shut = make_calendar(name="Never", definition={"zone": "UTC"}, by=None)
        db.session.merge(Profile(agent_id=ann.id, calendar_id=shut.id))
    come(ann), come(bob)
    tickets = [opened() for _ in range(3)]
    assert {assignee_of(ticket) for ticket in tickets} == {bob.id}
    plan(orders, "least_busy", calendar_id=shut.id)
    later = opened()
    assert assignee_of(later) is None
    assert routing.explain(db.session.get(Ticket, later.id))[-1].zh == "目前不在团队工作时间内。"


def test_agents_of_two_teams_are_asked_by_the_plan_of_each(orders, returns, opened):
    both = make_agent("Zoe", orders, returns)
    plan(returns, "round_robin")
    come(both)
    assert [assignee_of(opened(team_id=team.id)) for team in (orders, returns)] == [both.id] * 2
    kinds = [routing.decisions_of(db.session.get(Ticket, number))[0].strategy for number in (1, 2)]
    assert kinds == ["least_busy", "round_robin"]
