"""Every ticket can say why it is where it is."""

from helpdesk import people
from helpdesk.db import db
from helpdesk.people import Agent


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
