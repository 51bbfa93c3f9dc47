"""Every ticket can say why it is where it is."""

from datetime import timedelta

import pytest

from helpdesk import clock, people
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from routing import rule_keeping
from routing.classifying.choices import Choices, choose
from routing.classifying.guess import Guess
from tickets import Ticket
from tickets.field import TicketField


def test_a_ticket_says_why_it_waits_and_then_who_got_it_and_why(ann, bob, ticket, as_agent):
    browser = as_agent(bob)
    address = f"/console/tickets/{ticket.id}/routing.json"
    assert browser.get(address).json["why"] == [
        "It waits in the queue of Orders, place 1.",
        "Nobody of the team is here.",
    ]
    people.arrive(db.session.get(Agent, ann.id))
    said = browser.get(address).json
    assert said["why"][0].startswith("Given to Ann after waiting in the queue (Least busy)")
    [decision] = said["decisions"]
    assert decision["looked_at"] == [{"agent_id": ann.id, "name": "Ann", "load": 0, "capacity": 20, "why_not": None}]
    browser.put("/console/me/preferences", json={"language": "zh"})
    assert browser.get(address).json["why"] == ["排队后分配给 Ann（最空闲优先）：当时工作量 0/20，在线 1 位。"]


@pytest.mark.parametrize(
    ("resting", "why"),
    [
        ({"snoozed_until": clock.now() + timedelta(hours=1)}, "It is snoozed; it asks for somebody when it wakes."),
        ({"spam_at": clock.now()}, "It is marked as spam."),
        ({"bot_since": clock.now()}, "The bot is answering it."),
        ({"status": "pending"}, "It waits for the customer to write."),
        ({"status": "solved"}, "It is solved."),
    ],
)
def test_a_ticket_that_nobody_is_looked_for_says_why(ann, ticket, as_agent, resting, why):
    with transaction():
        for name, value in resting.items():
            setattr(db.session.get(Ticket, ticket.id), name, value)
    assert as_agent(ann).get(f"/console/tickets/{ticket.id}/routing.json").json["why"] == [why]


def test_a_guessed_topic_is_said_as_its_field_calls_it(ann, ticket, as_agent):
    with transaction():
        called = [{"value": "product_question", "en": "Question about a product", "zh": "商品咨询"}]
        db.session.add(TicketField(key="reason", kind="choice", label_en="Reason", label_zh="原因", choices=called))
        db.session.add(Guess(ticket_id=ticket.id, target="topic", model_id=1, label="product_question", sureness=0.9))
        choose(Choices(topic_field="reason"))
    [guess] = as_agent(ann).get(f"/console/tickets/{ticket.id}/routing.json").json["guesses"]
    assert guess["words"] == "Question about a product" and guess["field"] == "reason"


def _rule(mia, name, triggers, conditions, *actions):
    rule = rule_keeping.save_rule(
        by=mia, name=name, triggers=[{"on": one} for one in triggers], conditions=conditions, actions=list(actions)
    )
    rule_keeping.switch(rule, True, by=mia)
    return rule


def test_the_story_names_the_rules_that_matched_on_what_and_those_that_did_not(ann, mia, orders, opened, as_agent):
    with transaction():
        db.session.add(TicketField(key="reason", kind="text", label_en="Reason", label_zh="原因"))
    orders_only = {"field": "team_id", "op": "in", "value": [orders.id]}
    _rule(
        mia,
        "First",
        ["opened"],
        {"all": [orders_only]},
        {"do": "tag", "value": ["seen"]},
        {"do": "webhook", "value": 9},
    )
    _rule(
        mia,
        "Second",
        ["opened"],
        {"all": [{"field": "tags", "op": "has", "value": ["seen"]}]},
        {"do": "agent", "value": ann.id},
    )
    _rule(mia, "Other", ["opened"], {"all": [{"field": "field.reason", "op": "set"}]}, {"do": "spam"})
    ticket, browser = opened("Where is it?"), as_agent(ann)
    story = browser.get(f"/console/tickets/{ticket.id}/routing.json").json
    assert story["why"] == ["The rule “Second” gave it to Ann."]
    run = story["rules"][-1]
    assert (run["trigger_words"], run["looked_at"]) == ("a ticket is opened", 3)
    first, second = run["matched"]
    assert (first["on"][0]["words"], first["on"][0]["actual_words"]) == ("Team is one of Orders", "Orders")
    assert [one["words"] for one in first["did"]] == ["Add tags “seen”"]
    assert [(one["words"], one["why_words"]) for one in first["refused"]] == [
        ("Tell the webhook (no longer there)", "it is no longer there")
    ]
    assert second["on"][0]["actual_words"] == "seen", "what the rule before had done was so for this one"
    assert [(one["name"], one["words"]) for one in run["missed"]] == [("Other", "Reason is known")]
    browser.put("/console/me/preferences", json={"language": "zh"})
    told = browser.get(f"/console/tickets/{ticket.id}/routing.json").json
    assert told["why"] == ["由规则“Second”分配给 Ann。"]
    assert told["rules"][-1]["missed"][0]["words"] == "原因已填写"


def test_what_a_rule_speaks_of_and_is_gone_is_said_to_be_gone(ann, mia, opened, as_agent):
    gone = [{"do": name, "value": 999} for name in ("team", "saved_reply", "macro", "sla", "webhook")]
    gone.append({"do": "field", "value": {"key": "nowhere", "value": "x"}})
    _rule(mia, "Of the past", ["opened"], {"all": []}, *gone, {"do": "priority", "value": "high"})
    ticket = opened("Where is it?")
    told = as_agent(ann).get(f"/console/tickets/{ticket.id}/routing.json").json["rules"][0]["matched"][0]
    assert {(one["do"], one["why"]) for one in told["refused"]} == {(one["do"], "gone") for one in gone}
    assert [one["words"] for one in told["did"]] == ["Set the priority High"]


def test_the_story_says_where_rules_were_stopped_from_setting_one_another_off(ann, mia, opened, as_agent):
    for step in range(8, 0, -1):
        before = {"field": "tags", "op": "has", "value": [f"s{step - 1}"]}
        _rule(mia, f"Step {step}", ["changed"], {"all": [before]}, {"do": "tag", "value": [f"s{step}"]})
    _rule(mia, "Begin", ["opened"], {"all": []}, {"do": "tag", "value": ["s0"]})
    ticket = opened("Where is it?")
    newest = as_agent(ann).get(f"/console/tickets/{ticket.id}/routing.json").json["rules"][0]
    assert newest["cut"] and "five times" in newest["cut_words"] and newest["matched"][0]["did"] == []
