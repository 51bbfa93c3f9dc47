"""Why a ticket is where it is, for programs: the story of one ticket, and all decisions to take away."""

from helpdesk import people
from helpdesk.db import db
from helpdesk.people import Agent


def test_the_story_of_a_ticket_and_all_decisions(desk, ann, mia):
    made = mia.post("tickets", {"ticket": {"subject": "Late", "comment": {"body": "Where is it?"}}})
    number = made["ticket"]["id"]
    people.arrive(db.session.get(Agent, desk.ann.id))
    story = mia.get(f"tickets/{number}/routing.json")["routing"]
    assert story["ticket_id"] == number
    assert {"why", "decisions", "rules", "guesses"} <= set(story)
    kept = mia.get("routing_decisions.json")["routing_decisions"]
    assert {row["ticket_id"] for row in kept} <= {number}
    assert ann.ask("GET", "routing_decisions.json").status_code == 404
    assert ann.ask("GET", "tickets/999/routing.json").status_code == 404
