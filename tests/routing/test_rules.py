"""Rules: what happens sets them going, they do what they say, none wakes itself, and each says why."""

import pytest
from sqlalchemy import func, select, text

import tickets
from helpdesk import people
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.people import Agent
from routing import Rule, RuleRun
from routing.rule_keeping import drop_rule, put_in_order, restore_version, save_rule, switch, versions_of
from routing.ruling import DEEPEST
from tickets import Message, Ticket, receive

URGENT = {"field": "priority", "op": "is", "value": "urgent"}


def says(*words, field="any_text"):
    return {"field": field, "op": "says", "value": list(words)}


@pytest.fixture
def rule(app, mia):
    """rule("Refunds", [conditions], {"do": …}, on=[…]): a rule that works at once."""

    def make(name, conditions, *actions, on=("opened",), **values):
        triggers = [one if isinstance(one, dict) else {"on": one} for one in on]
        made = save_rule(
            by=mia, name=name, triggers=triggers, conditions={"all": conditions}, actions=list(actions), **values
        )
        switch(made, True, by=mia)
        return made

    return make


def fresh(ticket) -> Ticket:
    db.session.expire_all()
    return db.session.get(Ticket, ticket.id)


def runs(ticket) -> list[RuleRun]:
    return list(db.session.scalars(select(RuleRun).where(RuleRun.ticket_id == ticket.id).order_by(RuleRun.id)))


def write_again(ticket, carol, words):
    with transaction():
        receive(db.session.get(Ticket, ticket.id), carol, text=words)


def test_a_rule_does_all_it_says_when_a_ticket_is_opened(rule, opened, returns):
    rule(
        "Refunds",
        [says("refund*")],
        {"do": "team", "value": returns.id},
        {"do": "priority", "value": "high"},
        {"do": "tag", "value": ["Refund Wanted"]},
        {"do": "type", "value": "complaint"},
        {"do": "note", "value": "Look at {{customer.name}}’s order first."},
    )
    ticket, other = fresh(opened("I want REFUNDS now")), fresh(opened("Where is it?"))
    assert (ticket.team_id, ticket.priority, ticket.type, ticket.tag_names) == (
        returns.id,
        "high",
        "complaint",
        ["refund_wanted"],
    )
    note = db.session.scalar(select(Message).where(Message.ticket_id == ticket.id, Message.kind == "note"))
    assert note.text == "Look at Carol’s order first."
    assert other.priority == "normal" and not other.tag_names


@pytest.mark.parametrize("order", [("status", "snooze"), ("snooze", "status")])
def test_solved_wins_over_snoozed_whatever_the_order(rule, opened, order):
    does = {"status": {"do": "status", "value": "solved"}, "snooze": {"do": "snooze", "value": 60}}
    rule("First", [says("thanks")], does[order[0]])
    rule("Second", [says("thanks")], does[order[1]])
    ticket = fresh(opened("Thanks, that is all"))
    assert (ticket.status, ticket.snoozed_until) == ("solved", None)
    refused = [one for match in runs(ticket)[0].matched for one in match["refused"]]
    assert [(one["do"], one["why"]) for one in refused] == [("snooze", "solved")]


def test_what_it_does_is_written_down_as_done_by_it(rule, opened):
    made = rule("Urgent", [says("fire")], {"do": "priority", "value": "urgent"})
    ticket = opened("fire in the kitchen")
    event = db.session.scalar(select(Event).where(Event.ticket_id == ticket.id, Event.name == "priority_changed"))
    assert (event.actor_kind, event.actor_id) == ("rule", made.id)


def test_the_run_says_which_were_looked_at_which_matched_and_on_what(rule, opened):
    cold = rule("Cold", [says("ice"), URGENT], {"do": "tag", "value": ["cold"]})
    hot = rule(
        "Hot",
        [says("fire", "smoke"), {"field": "channel", "op": "is", "value": "api"}],
        {"do": "tag", "value": ["hot"]},
    )
    (run,) = runs(opened("There is smoke"))
    assert (run.trigger, run.looked_at) == ("opened", 2)
    assert run.missed == [[cold.id, 1, 0]]
    (match,) = run.matched
    assert (match["rule"], match["version"], match["name"]) == (hot.id, 1, "Hot")
    assert [(leaf["field"], leaf["actual"]) for leaf in match["on"]] == [("any_text", ["smoke"]), ("channel", "api")]
    assert match["did"] == [{"do": "tag", "value": ["hot"]}]


def test_a_rule_is_off_until_it_is_switched_on_and_off_again(rule, opened, mia):
    made = rule("All", [], {"do": "priority", "value": "low"})
    switch(made, False, by=mia)
    assert fresh(opened()).priority == "normal"
    switch(made, True, by=mia)
    assert fresh(opened("again")).priority == "low"
    drop_rule(made, by=mia)
    assert fresh(opened("and again")).priority == "normal"


def test_what_one_rule_does_is_so_for_the_next_and_the_last_word_counts(rule, opened):
    rule("First", [says("tv")], {"do": "priority", "value": "urgent"})
    rule("Second", [URGENT], {"do": "tag", "value": ["saw_urgent"]}, {"do": "priority", "value": "high"})
    ticket = fresh(opened("my tv"))
    assert (ticket.priority, ticket.tag_names) == ("high", ["saw_urgent"])
    names = db.session.scalars(select(Event.name).where(Event.ticket_id == ticket.id)).all()
    assert names.count("priority_changed") == 1  # nobody is told of what was never so


def test_one_that_stops_is_the_last_and_the_order_is_by_hand(rule, opened, mia):
    first = rule("First", [], {"do": "priority", "value": "low"}, stops=True)
    second = rule("Second", [], {"do": "priority", "value": "high"})
    assert fresh(opened()).priority == "low"
    put_in_order([second.id, first.id], by=mia)
    (run,) = runs(ticket := opened("again"))
    assert fresh(ticket).priority == "low" and [one["rule"] for one in run.matched] == [second.id, first.id]


def test_a_later_message_is_not_an_opening(rule, opened, carol):
    rule("Opened", [], {"do": "tag", "value": ["opened"]})
    rule("Again", [says("still")], {"do": "priority", "value": "high"}, on=["message"])
    ticket = opened("still?")
    assert fresh(ticket).priority == "normal"
    write_again(ticket, carol, "still waiting")
    assert (fresh(ticket).priority, fresh(ticket).tag_names) == ("high", ["opened"])
    assert [run.trigger for run in runs(ticket)] == ["opened", "message"]


def test_a_rule_knows_what_was_there_before(rule, opened, ann):
    rule(
        "Raised",
        [
            {"field": "previous_priority", "op": "is", "value": "low"},
            {"field": "priority", "op": "in", "value": ["high", "urgent"]},
            {"field": "actor", "op": "is", "value": "agent"},
        ],
        {"do": "tag", "value": ["raised"]},
        on=["changed"],
    )
    ticket = opened()
    tickets.prioritize(ticket, "low", by=ann)
    tickets.prioritize(fresh(ticket), "high", by=ann)
    assert fresh(ticket).tag_names == ["raised"]


def test_of_a_tag_the_later_rule_has_its_way_whether_it_adds_it_or_takes_it_off(rule, opened):
    rule("Off", [], {"do": "tag", "value": ["gone"]}, {"do": "untag", "value": ["Kept", "other"]})
    rule("On", [], {"do": "tag", "value": ["kept"]}, {"do": "untag", "value": ["gone"]})
    ticket = opened()
    assert fresh(ticket).tag_names == ["kept"]
    off, on = runs(ticket)[0].matched
    assert off["did"] == [{"do": "untag", "value": ["other"]}]
    assert on["did"] == [{"do": "tag", "value": ["kept"]}, {"do": "untag", "value": ["gone"]}]


def test_a_rule_cannot_wake_itself(rule, opened, ann):
    rule("Ping", [], {"do": "tag", "value": ["ping"]}, {"do": "untag", "value": ["pong"]}, on=["changed"])
    rule("Pong", [], {"do": "tag", "value": ["pong"]}, {"do": "untag", "value": ["ping"]}, on=["changed"])
    ticket = opened()
    tickets.prioritize(ticket, "high", by=ann)
    assert len([run for run in runs(ticket) if run.matched and run.trigger == "changed"]) == 1


def test_rules_that_set_one_another_off_come_to_an_end_that_is_seen(rule, opened):
    names = [f"step{n}" for n in range(DEEPEST + 3)]
    made = [rule("Start", [], {"do": "tag", "value": [names[0]]})]
    for here, following in zip(names, names[1:], strict=False):
        made.append(
            rule(
                f"After {here}",
                [
                    {"field": "tags", "op": "has", "value": [here]},
                    {"field": "tags", "op": "has_not", "value": [following]},
                ],
                {"do": "tag", "value": [following]},
                on=["changed"],
            )
        )
    put_in_order([one.id for one in reversed(made)], by=None)  # else one round would do them all
    ticket = opened()
    assert fresh(ticket).tag_names == names[:DEEPEST]
    assert [run.cut for run in runs(ticket)] == [False] * DEEPEST + [True]
    db.session.expire_all()
    assert [row.trouble["kind"] for row in db.session.scalars(select(Rule).where(Rule.trouble_at.is_not(None)))] == [
        "too_deep"
    ]


def test_what_is_refused_holds_up_nothing_else_and_is_seen(rule, opened, eve):
    made = rule(
        "To Eve", [], {"do": "agent", "value": eve.id}, {"do": "follower", "value": 999}, {"do": "tag", "value": ["x"]}
    )
    people.disable(db.session.get(Agent, eve.id), by=None)
    ticket = opened()
    assert (fresh(ticket).assignee_id, fresh(ticket).tag_names) == (None, ["x"])
    refused = runs(ticket)[0].matched[0]["refused"]
    assert {one["do"]: one["why"] for one in refused} == {"agent": "no_agent", "follower": "no_agent"}
    assert db.session.get(Rule, made.id).trouble["kind"] == "refused"


def test_a_pattern_that_takes_for_ever_is_given_up_and_the_message_comes_in(rule, opened):
    rule("Slow", [{"field": "text", "op": "matches", "value": r"^(([a-z])+.)+[A-Z]([a-z])+$"}], {"do": "spam"})
    ticket = fresh(opened("a" * 5000 + "!"))
    assert ticket.spam_at is None and ticket.message_count == 1
    assert db.session.scalar(select(Rule.trouble))["kind"] == "too_slow"


def test_a_ticket_is_given_out_once_after_all_rules(rule, opened, ann, eve, returns):
    for agent in (ann, eve):
        people.arrive(db.session.get(Agent, agent.id))
    rule("To returns", [], {"do": "team", "value": returns.id})
    ticket = opened()
    assert fresh(ticket).assignee_id == eve.id
    given = select(func.count()).where(Event.ticket_id == ticket.id, Event.name == "ticket_assigned")
    assert db.session.scalar(given) == 1


def test_a_rule_may_give_a_ticket_to_somebody_of_another_team(rule, opened, eve, returns):
    rule("To Eve", [], {"do": "agent", "value": eve.id}, {"do": "team", "value": returns.id})
    ticket = fresh(opened())
    assert (ticket.team_id, ticket.assignee_id) == (returns.id, eve.id)


def test_an_answer_of_a_rule_goes_out_but_never_to_a_machine(rule, opened, carol):
    rule("Thanks", [], {"do": "reply", "value": "Thank you, {{customer.first_name}}."}, on=["opened", "message"])
    ticket = opened()
    with transaction():
        receive(db.session.get(Ticket, ticket.id), carol, text="I am out of office", is_auto=True)
    replies = db.session.scalars(select(Message).where(Message.ticket_id == ticket.id, Message.kind == "reply")).all()
    assert [(one.text, one.is_auto) for one in replies] == [("Thank you, Carol.", True)]
    assert fresh(ticket).waiting_since is not None  # a machine's thanks answer nothing
    assert runs(ticket)[-1].matched[0]["refused"][0]["why"] == "automatic"


def test_a_message_that_reopens_can_be_solved_again_by_a_rule(rule, opened, carol, ann):
    rule("Only thanks", [says("thank*")], {"do": "status", "value": "solved"}, on=["message"])
    ticket = opened()
    tickets.solve(ticket, by=ann)
    write_again(ticket, carol, "thanks!")
    assert fresh(ticket).status == "solved"
    changes = [
        (event.data["from"], event.data["to"])
        for event in db.session.scalars(
            select(Event).where(Event.ticket_id == ticket.id, Event.name == "status_changed").order_by(Event.id)
        )
    ]
    assert changes[-2:] == [("solved", "open"), ("open", "solved")]


def test_every_version_stays_and_one_can_be_taken_again(rule, mia, opened):
    made = rule("First", [], {"do": "priority", "value": "low"})
    save_rule(made, by=mia, name="Second", actions=[{"do": "priority", "value": "urgent"}])
    assert fresh(opened()).priority == "urgent"
    restore_version(made, 1, by=mia)
    assert fresh(opened("again")).priority == "low"
    kept = [(row.version, row.name, row.agent_id, row.restored_from) for row in versions_of(made)]
    assert kept == [(3, "First", mia.id, 1), (2, "Second", mia.id, None), (1, "First", mia.id, None)]


def test_many_rules_cost_no_statement_each(rule, opened, app, mia):
    def statements(words):
        seen = []
        listening = lambda *arguments: seen.append(arguments[2])  # noqa: E731
        from sqlalchemy import event

        event.listen(db.engine, "before_cursor_execute", listening)
        count = []
        original = text("select 1")
        db.session.execute(original)
        count.append(len(seen))
        opened(words)
        event.remove(db.engine, "before_cursor_execute", listening)
        return len(seen) - count[0]

    rule("One", [says("nothing")], {"do": "priority", "value": "low"})
    opened("warm")
    few = statements("a")
    for n in range(30):
        rule(
            f"R{n}", [says(f"never{n}"), {"field": "open_tickets", "op": "more_than", "value": n + 50}], {"do": "spam"}
        )
    opened("warm")
    assert statements("b") <= few + 1
