"""A rule, from the first thought to the ticket that says why: built, rehearsed, switched on, seen at work."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.test_the_main_job import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_mia_builds_a_rule_rehearses_it_and_a_ticket_says_why(live_server, people):
    mia = sign_in(people.arrive(viewport={"width": 1440, "height": 900}), live_server.url, "mia@demo.test")
    mia.goto(f"{live_server.url}/settings/rules/new")
    _build(mia)
    expect(mia.locator("#matching .figure")).to_contain_text("of the last")

    mia.get_by_role("button", name="Rehearse on past tickets").click()
    expect(mia.get_by_role("heading", name="From where to where")).to_be_visible()
    expect(mia.locator(".figures")).to_contain_text("Would have moved")

    mia.goto(f"{live_server.url}/settings/rules/new")
    _build(mia)
    mia.get_by_role("button", name="Save").click()
    mia.get_by_role("button", name="Switch on").click()
    expect(mia.locator(".page-head .pill")).to_have_text("on")

    number = _open_a_ticket(mia, live_server.url)
    said = mia.request.get(f"{live_server.url}/console/tickets/{number}.json").json()
    assert said["ticket"]["priority"] == "urgent"
    mia.goto(f"{live_server.url}/tickets/{number}")
    expect(mia.get_by_text("Leaking kettles").first).to_be_visible()


def _build(mia) -> None:
    """Only by keyboard where a hand would be on it anyway."""
    mia.get_by_label("Name").first.fill("Leaking kettles")
    mia.get_by_role("button", name="Add condition").click()
    _is_asked_for(mia, mia.get_by_label("What", exact=True))
    mia.get_by_label("What", exact=True).select_option(label="Subject or message")
    words = mia.get_by_label("Add", exact=True)
    words.fill("kettle*")
    words.press("Enter")
    mia.get_by_role("button", name="Add action").click()
    _is_asked_for(mia, mia.get_by_label("What to do"))
    mia.get_by_label("What to do").select_option(label="Set the priority")
    _is_asked_for(mia, mia.locator("action-builder .condition .with"))
    mia.locator("action-builder .condition .with").select_option(label="Urgent")


def _is_asked_for(mia, place) -> None:
    """What a new line is about is never taken for granted: saving stops there, and nothing has left the page."""
    expect(place.locator("option:checked")).to_have_text("Choose …")
    mia.get_by_role("button", name="Save").click()
    expect(place).to_be_focused()
    expect(mia).to_have_url(re.compile(r"/settings/rules/new$"))


def _open_a_ticket(mia, url: str) -> int:
    mia.goto(f"{url}/")
    token = mia.locator("meta[name=csrf]").get_attribute("content")
    answer = mia.request.post(
        f"{url}/console/tickets",
        headers={"X-CSRF-Token": token},
        data={"customer_id": 1, "inbox_id": 1, "subject": "My kettle leaks", "text": "It drips.", "kind": "note"},
    )
    assert answer.ok, answer.text()
    return answer.json()["ticket"]["id"]
