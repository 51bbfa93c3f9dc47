"""Every ticket can say why it is where it is."""

from helpdesk import people
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from routing.classifying.choices import Choices, choose
from routing.classifying.guess import Guess
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


def test_a_guessed_topic_is_said_as_its_field_calls_it(ann, ticket, as_agent):
    with transaction():
        called = [{"value": "product_question", "en": "Question about a product", "zh": "商品咨询"}]
        db.session.add(TicketField(key="reason", kind="choice", label_en="Reason", label_zh="原因", choices=called))
        db.session.add(Guess(ticket_id=ticket.id, target="topic", model_id=1, label="product_question", sureness=0.9))
        choose(Choices(topic_field="reason"))
    [guess] = as_agent(ann).get(f"/console/tickets/{ticket.id}/routing.json").json["guesses"]
    assert guess["words"] == "Question about a product" and guess["field"] == "reason"
