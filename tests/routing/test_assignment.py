"""Who gets a ticket: of the team, here, with room, the least busy; and otherwise it waits."""

import pytest
from sqlalchemy import event as listening
from sqlalchemy import func, select

import routing
from helpdesk import people, statements
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from routing import RoutingDecision, candidate
from tickets import Ticket, assign, hand_to_team, receive, set_status, snooze, solve, unassign


def arrive(agent, **values):
    with transaction():
        for name, value in values.items():
            setattr(db.session.get(Agent, agent.id), name, value)
    people.arrive(db.session.get(Agent, agent.id))
    return agent


def assignee_of(ticket):
    return db.session.scalar(select(Ticket.assignee_id).where(Ticket.id == ticket.id))


def test_nobody_is_here_and_the_ticket_waits(ann, opened):
    assert assignee_of(opened()) is None


def test_whoever_is_here_gets_it(ann, bob, opened):
    arrive(ann)
    assert assignee_of(opened()) == ann.id


@pytest.mark.parametrize("away", ["away", "offline"])
def test_who_is_away_gets_nothing(ann, opened, away):
    arrive(ann, availability=away)
    assert assignee_of(opened()) is None


def test_who_is_idle_disabled_or_of_another_team_gets_nothing(ann, bob, eve, opened):
    people.set_idle(arrive(ann), True)
    people.disable(arrive(bob), by=None)
    arrive(eve)
    assert assignee_of(opened()) is None


def test_the_least_busy_gets_it_and_of_equals_who_waited_longest(ann, bob, opened):
    arrive(ann), arrive(bob)
    first, second, third = opened(), opened(), opened()
    assert {assignee_of(first), assignee_of(second)} == {ann.id, bob.id}
    solve(db.session.get(Ticket, second.id), by=None)
    assert assignee_of(third) == assignee_of(first)
    assert assignee_of(opened()) == assignee_of(second)


def test_a_full_desk_gets_no_more_until_room_appears(ann, opened):
    arrive(ann, capacity=1)
    first, second = opened(), opened()
    assert (assignee_of(first), assignee_of(second)) == (ann.id, None)
    solve(db.session.get(Ticket, first.id), by=ann)
    assert assignee_of(second) == ann.id


@pytest.mark.parametrize(
    "change",
    [
        lambda ticket, ann, bob: set_status(ticket, "pending", by=ann),
        lambda ticket, ann, bob: snooze(ticket, until=ticket.created_at.replace(year=2099), by=ann),
        lambda ticket, ann, bob: assign(ticket, to=bob, by=ann),
        lambda ticket, ann, bob: people.set_capacity(db.session.get(Agent, ann.id), 2, by=ann),
    ],
)
def test_whatever_makes_room_lets_the_next_one_in(ann, bob, opened, change):
    arrive(ann, capacity=1)
    first, second = opened(), opened()
    change(db.session.get(Ticket, first.id), ann, bob)
    assert assignee_of(second) == ann.id


def test_the_oldest_waiting_is_handed_out_first(ann, opened):
    waiting = [opened(f"parcel {number}") for number in range(3)]
    arrive(ann, capacity=2)
    assert [assignee_of(ticket) for ticket in waiting] == [ann.id, ann.id, None]


def test_who_comes_back_from_away_or_joins_the_team_gets_what_waits(ann, eve, orders, opened):
    arrive(ann, availability="away", capacity=1)
    first, second = opened(), opened()
    people.set_availability(db.session.get(Agent, ann.id), "online", by=ann)
    assert (assignee_of(first), assignee_of(second)) == (ann.id, None)
    people.join_team(arrive(eve), orders, by=None)
    assert assignee_of(second) == eve.id


def test_what_somebody_put_back_is_not_given_to_them_again(ann, bob, opened):
    arrive(ann)
    ticket = opened()
    unassign(db.session.get(Ticket, ticket.id), by=ann)
    routing.hand_out()
    assert assignee_of(ticket) is None
    arrive(bob)
    assert assignee_of(ticket) == bob.id


def test_a_ticket_handed_to_another_team_finds_somebody_there(ann, eve, returns, opened):
    arrive(ann), arrive(eve)
    ticket = opened()
    hand_to_team(db.session.get(Ticket, ticket.id), returns, by=ann)
    assert assignee_of(ticket) == eve.id


def test_a_ticket_of_no_team_is_everybodys(eve, opened):
    waiting = opened(team_id=None)
    arrive(eve)
    assert assignee_of(waiting) == eve.id


def test_a_sleeping_ticket_is_left_alone_and_found_when_it_wakes(ann, carol, opened):
    ticket = opened()
    snooze(ticket, until=ticket.created_at.replace(year=2099), by=ann)
    arrive(ann)
    assert assignee_of(ticket) is None
    receive(db.session.get(Ticket, ticket.id), carol, text="And?")
    assert assignee_of(ticket) == ann.id


def test_each_decision_says_whom_it_looked_at_and_is_put_into_words(ann, bob, opened):
    arrive(ann, capacity=0), arrive(bob)
    ticket = opened()
    decision = db.session.scalar(select(RoutingDecision))
    assert decision.agent_id == bob.id
    assert sorted(decision.looked_at) == [[ann.id, 0, 0, "full"], [bob.id, 0, 20, ""]]
    [why] = routing.explain(db.session.get(Ticket, ticket.id))
    assert why.en == "Given to Bob (Least busy): desk at 0 of 20 then, 1 here."
    assert why.zh == "分配给 Bob（最空闲优先）：当时工作量 0/20，在线 1 位。"


def test_what_waits_says_why(ann, opened, orders):
    first, second = opened(), opened()
    assert [why.en for why in routing.explain(second)] == [
        "It waits in the queue of Orders, place 2.",
        "Nobody of the team is here.",
    ]
    arrive(ann, capacity=1)
    assert [why.zh for why in routing.explain(db.session.get(Ticket, second.id))] == [
        "正在“Orders”排队，当前第 1 位。",
        "在线的 1 位坐席均已满负荷。",
    ]
    assert routing.explain(db.session.get(Ticket, first.id))[0].en.startswith(
        "Given to Ann after waiting in the queue (Least busy)"
    )
    assign(db.session.get(Ticket, second.id), to=ann, by=ann)
    assert routing.explain(db.session.get(Ticket, second.id))[0].en == "Ann took it."


def test_routing_asks_once_and_writes_only_what_it_decides(ann, opened, app, monkeypatch):
    asked, run = [], statements.run

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    def note_hot(connection, compiled, *rest):
        asked.append(compiled[0])
        return run(connection, compiled, *rest)

    def questions():
        asked.clear()
        opened()
        return sum(sql.startswith("SELECT") and ("membership" in sql or "routing_decision" in sql) for sql in asked)

    monkeypatch.setattr(statements, "run", note_hot)

    listening.listen(db.engine, "after_cursor_execute", note)
    try:
        assert questions() == 1
        assert db.session.scalar(select(func.count()).select_from(RoutingDecision)) == 0
        arrive(ann)
        assert questions() == 1
    finally:
        listening.remove(db.engine, "after_cursor_execute", note)
    names = [decision.outcome for decision in db.session.scalars(select(RoutingDecision))]
    assert names == ["given", "given"]  # the one that waited, and the one that came


def test_how_busy_somebody_is_is_read_from_an_index(ann, opened, app):
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL decides by its statistics
    asked = candidate._TEAM.statement.compile(db.engine, compile_kwargs={"render_postcompile": True})
    steps = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", tuple(1 for _ in asked.positiontup))
    on_tickets = [step[-1] for step in steps if " ticket " in step[-1]]
    assert on_tickets == ["SEARCH ticket USING COVERING INDEX ix_ticket_active_assignee (assignee_id=?)"]


def test_room_kept_free_for_a_chat_is_for_mails_again_once_another_took_it(ann, bob, opened):
    arrive(ann, capacity=2), arrive(bob, capacity=2)
    held, _ = opened(channel="email"), opened(channel="email")
    chat = opened(channel="webchat")
    mail = opened(channel="email")
    assert (assignee_of(chat), assignee_of(mail)) == (None, None)
    first = db.session.get(Ticket, held.id)
    other = next(one for one in (ann, bob) if one.id != assignee_of(first))
    free = assignee_of(first)
    solve(first, by=None)
    assert (assignee_of(chat), assignee_of(mail)) == (free, other.id)


def test_a_mail_behind_a_chat_for_which_room_is_kept_says_that_it_waits_for_this(ann, orders, opened):
    arrive(ann, capacity=3)
    opened(channel="webchat"), opened(channel="webchat")
    mail = opened(channel="email")
    assert assignee_of(mail) is None
    kept = "The room there is is kept free for a chat or a call ahead of it."
    [line] = routing.lines(None)
    assert [one.why.en for one in line.waiting] == ["Nobody who is here (1) has room for one more of this kind.", kept]
    assert line.frees.en.startswith("Somebody solves a ticket")
    assert [why.en for why in routing.explain(db.session.get(Ticket, mail.id))][1:] == [kept]
