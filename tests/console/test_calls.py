"""Calls in the console: whom they are told, what is on the card, and who may call whom."""

import pytest
from sqlalchemy import select

from channels import connect
from helpdesk import customers, people
from helpdesk.db import db
from helpdesk.people import Agent
from tests.support.cast import *  # noqa: F403
from tickets import Message, Ticket

CTI, CAROLS = "a token of more than twenty characters", "+4915112345678"


@pytest.fixture
def line(app, orders):
    return connect(channel="voice", name="Telephone", key="line", settings={"cti_token": CTI}, team_id=orders.id)


@pytest.fixture
def cti(client, line):
    def post(event, call_id="c1", **said):
        body = {"event": event, "direction": "in", "callId": call_id, "from": CAROLS, "to": "+4930", **said}
        assert client.post("/cti/line", query_string={"token": CTI}, json=body).status_code == 200

    return post


@pytest.fixture
def known(app):
    return customers.identify("phone", CAROLS, verified=True, how="test", name="Carol")[0]


def cards(browser):
    return browser.get("/console/calls.json").json["calls"]


def test_a_ringing_call_is_shown_to_the_team_with_the_customer_found(cti, known, opened, ann, as_agent):
    earlier = opened("My kettle leaks", customer=known)
    cti("newCall")
    [card] = cards(as_agent(ann))
    assert (card["state"], card["customer"]["name"], card["number"]) == ("ringing", "Carol", "+49 ****5678")
    assert [one["id"] for one in card["tickets"]] == [earlier.id]


def test_another_team_hears_nothing_and_a_supervisor_is_not_rung(cti, ann, eve, sue, as_agent):
    cti("newCall")
    assert cards(as_agent(eve)) == []
    assert cards(as_agent(sue)) == []
    assert len(cards(as_agent(ann))) == 1


def test_whom_it_rings_at_is_told_whatever_their_team(cti, known, opened, eve, as_agent):
    opened("Ours alone", customer=known)
    cti("newCall", user="eve@demo.test")
    [card] = cards(as_agent(eve))
    assert card["rings_at"] == eve.id
    assert card["tickets"] == []  # of a team that is not hers


def test_a_call_that_is_over_is_shown_no_more(cti, ann, as_agent):
    cti("newCall")
    cti("hangup")
    assert cards(as_agent(ann)) == []


def test_the_thread_says_which_way_it_went_and_how_long_it_took(cti, ann, as_agent):
    cti("newCall")
    cti("answer", user="ann@demo.test")
    cti("hangup", cause="normalClearing", duration="61")
    number = db.session.scalar(select(Ticket.id))
    [message] = as_agent(ann).get(f"/console/tickets/{number}.json").json["messages"]
    assert (message["kind"], message["state"]) == ("call", "ended")
    assert message["call"] | {"answered_at": None} == {
        "direction": "in",
        "seconds": 61,
        "agent": ann.id,
        "rings_at": None,
        "answered_at": None,
    }


def test_without_a_telephone_system_that_dials_the_agents_own_device_is_asked(cti, ann, as_agent):
    cti("newCall")
    cti("hangup")
    message = db.session.scalars(select(Message)).one()
    asked = {"ticket_id": message.ticket_id, "identity_id": message.identity_id}
    answer = as_agent(ann).post("/console/calls", json=asked)
    assert (answer.status_code, answer.json["open"]) == (201, f"tel:{CAROLS}")


def test_nobody_calls_a_number_of_a_ticket_they_may_not_see_or_of_another_customer(cti, ann, eve, opened, as_agent):
    cti("newCall")
    message = db.session.scalars(select(Message)).one()
    asked = {"ticket_id": message.ticket_id, "identity_id": message.identity_id}
    assert as_agent(eve).post("/console/calls", json=asked).status_code == 404
    other = opened("Somebody else's")
    assert as_agent(ann).post("/console/calls", json={**asked, "ticket_id": other.id}).status_code == 422


def test_a_line_that_rings_the_agent_first_wants_to_know_where(cti, line, ann, as_agent):
    from helpdesk.db import transaction

    with transaction():
        row = db.session.merge(line)
        row.settings = {**row.settings, "dial_url": "http://127.0.0.1:9/call?to={number}&from={extension}"}
    cti("newCall")
    message = db.session.scalars(select(Message)).one()
    asked = {"ticket_id": message.ticket_id, "identity_id": message.identity_id}
    answer = as_agent(ann).post("/console/calls", json=asked)
    assert (answer.status_code, answer.json["error"]) == (422, "cannot_dial")
    people.set_telephone(db.session.get(Agent, ann.id), phone="", extension="217")
    answer = as_agent(ann).post("/console/calls", json=asked)
    assert "did not call" in answer.json["description"]


def test_where_calls_reach_me_is_in_my_profile(ann, as_agent):
    form = {"name": "Ann", "language": "en", "time_zone": "UTC", "theme": "system"}
    browser = as_agent(ann)
    browser.post("/settings/me", data={**form, "phone": "+49 30 217", "extension": "217"})
    db.session.expire_all()
    assert (db.session.get(Agent, ann.id).phone, db.session.get(Agent, ann.id).extension) == ("+4930217", "217")
    browser.post("/settings/me", data={**form, "name": "Anne", "phone": "nowhere", "extension": "217"})
    db.session.expire_all()
    assert (db.session.get(Agent, ann.id).phone, db.session.get(Agent, ann.id).name) == ("+4930217", "Ann")
