"""Rehearsing: what a rule would have done to past tickets is what it does when the same tickets come in."""

import random

import pytest
from sqlalchemy import func, select

import tickets
from helpdesk.customers import identify
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.people import Agent
from routing import Rehearsal, rehearsing
from routing.rule_keeping import save_rule, switch
from tickets import Message, Ticket, open_ticket, receive

WORDS = "refund late parcel broken screen invoice password thanks urgent 退款 快递 发票 坏了 密码".split()


def draft(conditions, *actions, on=("opened",), name="Draft", **values):
    triggers = [one if isinstance(one, dict) else {"on": one} for one in on]
    return {"name": name, "triggers": triggers, "conditions": conditions, "actions": list(actions), **values}


def rehearse(mia, rule, rule_id=None, days=30) -> Rehearsal:
    row = rehearsing.begin(days=days, by=mia, rule=rule, rule_id=rule_id)
    rehearsing.run(row.id)
    db.session.expire_all()
    row = db.session.get(Rehearsal, row.id)
    assert row.state == "done", row.error
    return row


def moves(row) -> dict[int, dict]:
    return {move.ticket_id: move.changes for move in rehearsing.moves_of(row, limit=1000)}


@pytest.fixture
def crowd(app, orders, returns):
    """crowd(n): n tickets of n people, the same ones each time it is called."""

    def come(number, seed=5):
        chance, found = random.Random(seed), []
        for n in range(number):
            text = " ".join(chance.sample(WORDS, 3))
            customer, _ = identify("email", f"p{n}-{chance.random()}@example.com", verified=True, how="t", name=f"P{n}")
            team = chance.choice([orders.id, returns.id, None])
            channel, language = chance.choice(["email", "wechat", "webchat"]), chance.choice(["en", "zh"])
            with transaction():
                ticket = open_ticket(
                    customer, by=customer, subject=text[:12], team_id=team, channel=channel, language=language
                )
                receive(ticket, customer, text=text)
            found.append(ticket.id)
        return found

    return come


def test_what_it_says_is_what_happens_when_the_same_tickets_come_in(app, mia, crowd, orders, returns):
    def standing(number):
        db.session.expire_all()
        ticket = db.session.get(Ticket, number)
        return ticket.team_id, ticket.priority, ticket.type, sorted(ticket.tag_names or []), ticket.status

    working = save_rule(
        by=mia,
        **draft(
            {"all": [{"field": "any_text", "op": "says", "value": ["urgent"]}]}, {"do": "priority", "value": "urgent"}
        ),
    )
    switch(working, True, by=mia)
    follows = save_rule(
        by=mia,
        **draft(
            {
                "all": [
                    {"field": "changed", "op": "is", "value": "team"},
                    {"field": "team_id", "op": "is", "value": returns.id},
                ]
            },
            {"do": "tag", "value": ["moved"]},
            on=["changed"],
        ),
    )
    switch(follows, True, by=mia)
    before = crowd(60)
    tried = draft(
        {
            "any": [
                {"field": "text", "op": "matches", "value": "refund|退款"},
                {
                    "all": [
                        {"field": "priority", "op": "is", "value": "urgent"},
                        {"field": "language", "op": "is", "value": "zh"},
                    ]
                },
            ]
        },
        {"do": "team", "value": returns.id},
        {"do": "type", "value": "complaint"},
        {"do": "tag", "value": ["back"]},
    )
    row = rehearse(mia, tried)
    predicted = moves(row)
    switch(save_rule(by=mia, **tried), True, by=mia)
    # Rules are looked at in their order: the tried one is last, as it was when it was rehearsed.
    after = crowd(60)
    assert row.result["looked_at"] == 60 and 5 < row.result["moved"] < 55
    for old, new in zip(before, after, strict=True):
        changed = predicted.get(old, {})
        team, priority, type_, tags, status = standing(old)
        expected = (
            changed.get("team_id", [0, team])[1],
            changed.get("priority", [0, priority])[1],
            changed.get("type", [0, type_])[1],
            sorted(changed.get("tag_names", [0, tags])[1]),
            changed.get("status", [0, status])[1],
        )
        assert standing(new) == expected


def test_who_has_a_ticket_of_another_team_keeps_it_when_it_is_there_already(app, mia, eve, opened, orders):
    tickets.assign(opened(), to=eve, by=mia)
    tickets.assign(opened(team_id=None), to=eve, by=mia)
    row = rehearse(mia, draft({"all": []}, {"do": "team", "value": orders.id}, on=("assigned",)))
    first, second = db.session.scalars(select(Ticket.id).order_by(Ticket.id))
    assert moves(row).keys() == {second}, first


def test_it_touches_nothing(app, mia, crowd):
    crowd(10)
    count = lambda model: db.session.scalar(select(func.count()).select_from(model))  # noqa: E731
    before = {model: count(model) for model in (Ticket, Message, Event)}
    versions = db.session.scalars(select(Ticket.version).order_by(Ticket.id)).all()
    row = rehearse(mia, draft({"all": []}, {"do": "reply", "value": "Hello"}, {"do": "priority", "value": "high"}))
    assert (row.result["moved"], row.result["acts"]) == (10, {"reply": 10, "priority": 10})
    assert {model: count(model) for model in before} == before
    assert db.session.scalars(select(Ticket.version).order_by(Ticket.id)).all() == versions


def test_a_ticket_is_asked_as_it_came_in_and_not_as_it_stands(app, mia, ann, opened, orders, returns):
    ticket = opened("parcel")
    tickets.prioritize(db.session.get(Ticket, ticket.id), "urgent", by=ann)
    tickets.hand_to_team(db.session.get(Ticket, ticket.id), returns, by=ann)
    is_normal = {"all": [{"field": "priority", "op": "is", "value": "normal"}]}
    row = rehearse(mia, draft(is_normal, {"do": "team", "value": returns.id}))
    assert moves(row)[ticket.id]["team_id"] == [orders.id, returns.id]


def test_load_and_waits_are_told_by_team(app, mia, ann, eve, crowd, orders, returns):
    crowd(30)
    row = rehearse(mia, draft({"all": []}, {"do": "team", "value": returns.id}))
    teams = {one["team_id"]: one for one in row.result["teams"]}
    assert sum(teams[returns.id]["after"]) == 30 and sum(teams[orders.id]["after"]) == 0
    assert sum(teams[orders.id]["before"]) + sum(teams[returns.id]["before"]) + sum(teams[None]["before"]) == 30
    assert teams[returns.id]["wait_after"]["most"] >= teams[returns.id]["wait_before"]["most"]


def test_a_rule_that_says_otherwise_is_named(app, mia, crowd, orders, returns):
    other = save_rule(by=mia, **draft({"all": []}, {"do": "team", "value": orders.id}, name="All to orders"))
    switch(other, True, by=mia)
    crowd(5)
    row = rehearse(mia, draft({"all": []}, {"do": "team", "value": returns.id}))
    assert row.result["conflicts"] == [[other.id, "All to orders", "team", 5]]


def test_a_time_is_rehearsed_where_it_would_have_come(app, mia, ann, opened):
    from datetime import timedelta

    from helpdesk import clock

    long_ago = opened("waits", at=clock.now() - timedelta(hours=5))
    opened("new")
    row = rehearse(
        mia,
        draft({"all": []}, {"do": "priority", "value": "high"}, on=[{"on": "unanswered", "minutes": 60}]),
    )
    assert set(moves(row)) == {long_ago.id}


def test_one_that_is_stopped_ends_and_its_job_does_nothing(app, mia, crowd):
    crowd(3)
    row = rehearsing.begin(days=7, by=mia, rule=draft({"all": []}, {"do": "spam"}))
    rehearsing.stop(row)
    rehearsing.run(row.id)
    db.session.expire_all()
    assert db.session.get(Rehearsal, row.id).state == "stopped"


def test_a_strategy_shares_out_a_teams_tickets_anew(app, mia, ann, bob, orders, opened):
    from tickets import assign

    for n in range(6):
        assign(db.session.get(Ticket, opened(f"t{n}").id), to=ann, by=mia)
    row = rehearsing.begin(days=7, by=mia, strategy="round_robin", team_id=orders.id)
    rehearsing.run(row.id)
    db.session.expire_all()
    row = db.session.get(Rehearsal, row.id)
    assert row.state == "done", row.error
    assert row.result["flows"]["assignee_id"] == [[ann.id, bob.id, 3]]
    assert row.result["people"] == [[ann.id, 6, 3], [bob.id, 0, 3]]
    assert [one["wait"]["most"] for one in row.result["shared_out"]] == [0, 0]


def test_a_strategy_says_how_long_they_would_wait_and_for_how_many_there_is_nobody(app, mia, ann, orders, opened):
    from routing.profile import AgentSkill
    from tickets import assign

    with transaction():
        db.session.get(Agent, ann.id).capacity = 1
        db.session.add(AgentSkill(agent_id=ann.id, kind="language", key="en", level=3))
    for n in range(3):
        assign(db.session.get(Ticket, opened(f"t{n}").id), to=ann, by=mia)
    assign(db.session.get(Ticket, opened("包裹在哪里？", language="zh").id), to=ann, by=mia)
    row = rehearsing.begin(days=7, by=mia, strategy="skill", team_id=orders.id)
    rehearsing.run(row.id)
    db.session.expire_all()
    row = db.session.get(Rehearsal, row.id)
    assert row.state == "done", row.error
    today, wanted = row.result["shared_out"]
    assert (today["nobody"], wanted["nobody"]) == (0, 1), "nobody speaks Chinese"
    assert today["wait"]["most"] > wanted["wait"]["most"] > 3000, "one desk, half an hour each"
    assert row.result["people"] == [[ann.id, 4, 3]]


def test_a_threshold_is_tried_on_what_was_guessed(app, mia, opened, orders, returns):
    from helpdesk.hot import insert
    from routing.classifying.guess import Guess

    sureness = [0.95, 0.85, 0.6]
    for chance in sureness:
        number = opened(f"{chance}").id
        with transaction():
            insert(
                Guess(
                    ticket_id=number,
                    target="team",
                    model_id=1,
                    label=str(returns.id),
                    sureness=chance,
                    sure=chance > 0.9,
                )
            )
    row = rehearsing.begin(days=7, by=mia, threshold=0.8, target="team")
    rehearsing.run(row.id)
    db.session.expire_all()
    row = db.session.get(Rehearsal, row.id)
    assert row.state == "done", row.error
    assert row.result["flows"]["team_id"] == [[orders.id, returns.id, 1]]
    with pytest.raises(rehearsing.BadRehearsal):
        rehearsing.begin(days=7, by=mia, threshold=2)
