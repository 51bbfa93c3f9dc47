"""The queue page and handing over: agents see their teams' lines, supervisors all, and what would free them."""

from helpdesk import people
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from routing import Guess
from tests.support.cast import make_team
from tickets import Ticket


def lines_of(browser):
    return {line["team"]: line for line in browser.get("/console/queue.json").json["lines"]}


def assignee_of(ticket):
    return db.session.get(Ticket, ticket.id, populate_existing=True).assignee_id


def test_who_waits_how_long_why_and_what_would_free_it(ann, opened, as_agent):
    first, second = opened("My parcel is late"), opened("Urgent", priority="urgent")
    browser = as_agent(ann)
    line = lines_of(browser)["Orders"]
    assert (line["size"], line["here"], line["frees"]) == (2, [], "Somebody of the team comes online.")
    assert [one["id"] for one in line["waiting"]] == [second.id, first.id]
    assert line["waiting"][1] | {"place": 2, "why": "Nobody of the team is here."} == line["waiting"][1]
    with transaction():
        db.session.get(Agent, ann.id).capacity = 1
    people.arrive(db.session.get(Agent, ann.id))
    line = lines_of(browser)["Orders"]
    assert (line["size"], line["here"][0]["load"]) == (1, 1)
    assert line["frees"].startswith("Somebody solves a ticket")


def test_a_team_of_nobody_and_one_that_only_looks_on_are_told_apart(ann, bob, sue, orders, returns, opened, as_agent):
    with transaction():
        alone = make_team("Alone")
        db.session.get(Agent, ann.id).capacity = 0
    opened(team_id=alone.id), opened(), people.arrive(db.session.get(Agent, ann.id))
    lines = lines_of(as_agent(sue))
    assert "takes tickets: it has no people" in lines["Alone"]["waiting"][0]["why"]
    assert lines["Alone"]["frees"].startswith("Somebody is put into the team")
    assert lines["Orders"]["waiting"][0]["why"] == "Whoever of the team is here takes no tickets: their capacity is 0."
    assert "capacity is raised" in lines["Orders"]["frees"]


def test_agents_see_the_lines_of_their_teams_and_who_leads_sees_all(ann, eve, sue, orders, returns, opened, as_agent):
    opened(), opened(team_id=returns.id), opened(team_id=None)
    assert set(lines_of(as_agent(ann))) == {"Orders", None}
    assert set(lines_of(as_agent(eve))) == {"Returns", None}
    assert set(lines_of(as_agent(sue))) == {"Orders", "Returns", None}


def test_ann_hands_over_and_sue_does_it_for_bob(ann, bob, sue, opened, as_agent):
    people.arrive(db.session.get(Agent, ann.id))
    tickets = [opened() for _ in range(2)]
    people.arrive(db.session.get(Agent, bob.id))
    went = as_agent(ann).post("/console/me/hand-over", json={}).json
    assert went == {"went": 2, "left": 0, "tickets": [ticket.id for ticket in tickets]}
    assert {assignee_of(ticket) for ticket in tickets} == {bob.id}
    assert as_agent(ann).post(f"/console/agents/{bob.id}/hand-over", json={}).status_code == 404
    people.leave(db.session.get(Agent, ann.id))
    assert as_agent(sue).post(f"/console/agents/{bob.id}/hand-over", json={}).json["went"] == 2
    assert {assignee_of(ticket) for ticket in tickets} == {None}


def test_she_is_told_before_who_would_get_them_and_undoes_it_after(ann, bob, sue, opened, as_agent):
    with transaction():
        db.session.get(Agent, bob.id).capacity = 1
    people.arrive(db.session.get(Agent, ann.id))
    [first, second] = [opened().id for _ in range(2)]
    people.arrive(db.session.get(Agent, bob.id))
    browser = as_agent(ann)
    told = browser.get("/console/me/hand-over.json").json
    assert told.pop("to") == [{"agent_id": bob.id, "name": "Bob", "n": 1}]
    assert [one["name"] for one in told.pop("waiting")] == ["Orders"]
    assert told == {"resting": 0, "unseen": 0, "stays": True}
    assert as_agent(sue).get(f"/console/agents/{ann.id}/hand-over.json").json["resting"] == 0
    assert browser.get(f"/console/agents/{bob.id}/hand-over.json").status_code == 404
    browser.post("/console/me/hand-over", json={})
    browser.post(f"/console/tickets/{second}/notes", json={"text": "Mine, after all"})
    answer = browser.delete("/console/me/hand-over", json={"tickets": [first, second]}).json
    assert answer == {"back": 1, "kept": {"worked_on": 1}}
    for wrong in ([], {"tickets": "all"}, {"tickets": [True]}, {"tickets": [2**64]}):
        assert browser.delete("/console/me/hand-over", json=wrong).status_code == 400


def test_what_was_guessed_is_shown_and_taken_with_one_click(ann, ticket, as_agent):
    with transaction():
        labels = [["delivery", 0.6], ["billing", 0.3]]
        guess = Guess(ticket_id=ticket.id, target="topic", model_id=1, label="delivery", sureness=0.6, labels=labels)
        db.session.add(guess)
    browser, address = as_agent(ann), f"/console/tickets/{ticket.id}"
    [shown] = browser.get(f"{address}/routing.json").json["guesses"]
    assert [one["words"] for one in shown["top"]] == ["delivery", "billing"]
    assert browser.post(f"{address}/guess", json={"target": "topic", "label": "billing"}).status_code == 200
    assert db.session.get(Ticket, ticket.id, populate_existing=True).tag_names == ["billing"]
    assert browser.post(f"{address}/guess", json={"target": "topic", "label": "fraud"}).status_code == 404
