"""Promises and surveys on the desk: given, moved, kept; seen and asked by whoever may see the ticket."""

from datetime import timedelta

from helpdesk import clock
from helpdesk.customers.privacy.consenting import agree
from tests.support.cast import *  # noqa: F403
from tickets import mark_spam, surveys


def tomorrow() -> str:
    return (clock.now() + timedelta(days=1)).isoformat()


def test_a_promise_is_given_moved_and_kept(ticket, ann, as_agent):
    desk = as_agent(ann)
    made = desk.post(f"/console/tickets/{ticket.id}/promises", json={"text": "Send new cups", "due_at": tomorrow()})
    assert made.status_code == 201
    owed = made.json["promises"][0]
    assert (owed["text"], owed["agent_id"], owed["late"]) == ("Send new cups", ann.id, False)
    later = (clock.now() + timedelta(days=2)).isoformat()
    assert desk.put(f"/console/promises/{owed['id']}", json={"due_at": later}).status_code == 200
    kept = desk.put(f"/console/promises/{owed['id']}/outcome", json={"outcome": "kept"})
    assert kept.json["promises"][0]["outcome"] == "kept"
    assert desk.put(f"/console/promises/{owed['id']}", json={"due_at": later}).status_code in (409, 422)


def test_what_cannot_be_promised_is_said(ticket, ann, as_agent):
    desk, address = as_agent(ann), f"/console/tickets/{ticket.id}/promises"
    for body in (
        {"text": "x"},
        {"text": "x", "due_at": "soon"},
        {"text": "x", "due_at": "2020-01-01T00:00:00Z"},
        {"due_at": tomorrow()},
        {"text": "x", "due_at": tomorrow(), "kind": "oath"},
        {"text": "x", "due_at": tomorrow(), "agent_id": 999},
    ):
        assert desk.post(address, json=body).status_code == 422, body


def test_a_stranger_finds_no_promise_and_no_score(ticket, ann, eve, as_agent):
    made = as_agent(ann).post(f"/console/tickets/{ticket.id}/promises", json={"text": "x", "due_at": tomorrow()})
    number, desk = made.json["promises"][0]["id"], as_agent(eve)
    assert desk.get(f"/console/tickets/{ticket.id}/promises.json").status_code == 404
    assert desk.get(f"/console/tickets/{ticket.id}/satisfaction.json").status_code == 404
    assert desk.put(f"/console/promises/{number}/outcome", json={"outcome": "kept"}).status_code == 404
    assert desk.post(f"/console/tickets/{ticket.id}/surveys", json={"survey": "csat"}).status_code == 404


def test_an_agent_asks_now_and_is_told_what_stands_against_it(opened, ann, as_agent):
    surveys.ship()
    ticket, desk = opened(), as_agent(ann)
    asked = desk.post(f"/console/tickets/{ticket.id}/surveys", json={"survey": "nps"})
    assert asked.status_code == 201 and asked.json["responses"][0]["state"] == "planned"
    again = desk.post(f"/console/tickets/{ticket.id}/surveys", json={"survey": "nps"})
    assert (again.status_code, again.json["error"]) == (409, "asked_already")
    mark_spam(ticket, by=ann)
    spam = desk.post(f"/console/tickets/{ticket.id}/surveys", json={"survey": "csat"})
    assert (spam.status_code, spam.json["error"]) == (409, "spam")
    assert desk.post(f"/console/tickets/{ticket.id}/surveys", json={"survey": "nothing"}).status_code == 404


def test_a_customer_who_wants_no_surveys_is_not_asked_and_the_agent_reads_why(opened, carol, ann, as_agent):
    surveys.ship()
    ticket = opened()
    agree(carol, "survey", granted=False, by=ann)
    asked = as_agent(ann).post(f"/console/tickets/{ticket.id}/surveys", json={"survey": "csat"})
    assert (asked.status_code, asked.json["error"]) == (409, "forbidden")
    assert "does not want" in asked.json["description"]
