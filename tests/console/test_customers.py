"""Customers in the console: the list, the page of one, journeys; only as far as one may know of them."""

from datetime import timedelta

import pytest

from helpdesk import clock
from helpdesk.customers import segment_of
from helpdesk.customers.buying.ordering import tell_order
from helpdesk.customers.valuing.reckoning import reckon
from helpdesk.events import SYSTEM, drain
from tests.support.cast import *  # noqa: F403
from tickets import receive, solve


@pytest.fixture
def bought(app, carol):
    at = clock.now() - timedelta(days=3)
    told = {"external_id": "S-1", "number": "ST-7", "currency": "CNY", "total": 50, "placed_at": at}
    order, _ = tell_order(carol, told, by=SYSTEM)
    return order


@pytest.fixture
def settled(app):
    def settles():
        with app.app_context():
            drain()

    return settles


def listed(browser, **asked):
    answer = browser.get("/console/customers/list.json", query_string=asked)
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.get_json()["customers"]]


def test_the_list_finds_by_address_digits_domain_order_segment_and_stage(as_agent, sue, ticket, carol, bought, settled):
    settled()
    browser = as_agent(sue)
    assert listed(browser) == listed(browser, sort="contact") == ["Carol"]
    for typed in ("carol@example.com", "@example.com", "ST-7", "S-1", f"#{carol.id}"):
        assert listed(browser, q=typed) == ["Carol"], typed
    assert listed(browser, q="carol@example.org") == listed(browser, q="@example.org") == []
    assert listed(browser, segment="new", stage="new") == ["Carol"]
    assert listed(browser, segment="asleep") == []
    assert browser.get("/console/customers/list.json?segment=x").status_code == 422
    assert browser.get("/console/customers/list.json?after=x").status_code == 422


def test_eve_sees_nothing_of_carol(as_agent, eve, ticket, carol, bought):
    browser = as_agent(eve)
    assert listed(browser) == listed(browser, q="ST-7") == []
    for name in ("value", "timeline", "journey", "orders", "lookup"):
        assert browser.get(f"/console/customers/{carol.id}/{name}.json").status_code == 404
    assert browser.put(f"/console/customers/{carol.id}", json={"notes": "x"}).status_code in (403, 404)
    assert browser.get("/console/journeys.json").status_code == 404


def test_the_page_tells_worth_and_one_line_of_time(as_agent, ann, ticket, carol, bought, settled):
    solve(ticket, by=ann)
    receive(ticket, carol, text="Again")
    settled()
    browser = as_agent(ann)
    value = browser.get(f"/console/customers/{carol.id}/value.json").get_json()
    assert (value["worth"]["spend"], value["worth"]["stage"], value["orders"][0]["number"]) == (50, "new", "ST-7")
    assert [one["key"] for one in value["segments"]] == ["new"]
    entries = browser.get(f"/console/customers/{carol.id}/timeline.json").get_json()["entries"]
    assert [one["kind"] for one in entries] == ["ticket", "order"]
    assert "reopened" in entries[0]["broken"]
    journey = browser.get(f"/console/customers/{carol.id}/journey.json").get_json()
    assert [one["stage"] for one in journey["stages"]][-1] == "new"
    assert {one["kind"] for one in journey["broken"]} >= {"reopened"}


def test_what_the_team_writes_is_kept_and_who_looks_after_them(as_agent, ann, bob, ticket, carol):
    browser = as_agent(ann)
    said = {"notes": "Likes tea", "tags": ["vip", "vip", " tea "], "time_zone": "Asia/Shanghai", "vip_agent_id": bob.id}
    changed = browser.put(f"/console/customers/{carol.id}", json=said)
    assert changed.status_code == 200, changed.text
    customer = changed.get_json()["customer"]
    assert (customer["notes"], customer["tags"], customer["time_zone"]) == (
        "Likes tea",
        ["vip", "tea"],
        "Asia/Shanghai",
    )
    assert browser.get(f"/console/customers/{carol.id}/value.json").get_json()["vip_agent"] == "Bob"
    wrong = browser.put(f"/console/customers/{carol.id}", json={"time_zone": "Moon"})
    assert wrong.status_code == 422


def test_the_sum_of_journeys_opens_its_tickets(as_agent, sue, ann, ticket, carol, settled):
    solve(ticket, by=ann)
    settled()
    browser = as_agent(sue)
    found = browser.get("/console/journeys.json?days=30").get_json()
    assert [(one["kind"], one["count"]) for one in found["broken"]] == [("gave_up", 1)]
    day = clock.now().date().isoformat()
    begun = browser.get(f"/console/journeys/tickets.json?days=7&kind=begun&day={day}").get_json()["tickets"]
    assert begun and not browser.get("/console/journeys/tickets.json?days=7&kind=begun&day=2020-01-01").json["tickets"]
    assert browser.get("/console/journeys/tickets.json?days=7&day=yesterday").status_code == 422
    behind = browser.get("/console/journeys/tickets.json?days=30&kind=gave_up").get_json()["tickets"]
    assert [one["id"] for one in behind] == [ticket.id]
    assert browser.get("/console/journeys.json?days=31").status_code == 422


def test_segments_say_how_many_belong(as_agent, sue, carol):
    reckon([carol.id])
    found = as_agent(sue).get("/console/customers/segments.json").get_json()
    assert {one["key"]: one["members"] for one in found["segments"]}["new"] == segment_of("new").members == 1
