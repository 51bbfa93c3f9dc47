"""Attacks 31 and 33: sessions that outlive their right (most of it in tests/people), and requests others forge."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from helpdesk.db import db
from helpdesk.events import Event
from tests.attacks.test_matrix import SAFE, anything_for, kind_of
from tests.support.cast import *  # noqa: F403


def events() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Event))


BY_COOKIE = ("signed in", "ticket", "own", "leading", "led settings", "admin")


def changing(app):
    """Every address that changes something and is used with the session's cookie."""
    adapter = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        if kind_of(rule.endpoint) in BY_COOKIE or rule.endpoint.startswith("sign_in."):
            for method in rule.methods - set(SAFE):
                yield method, adapter.build(rule.endpoint, anything_for(rule), method=method)


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "forged"}, {"Origin": "https://evil.test"}, {"Origin": "null"}],
)
def test_nothing_is_changed_without_our_token_or_from_elsewhere(app, mia, ticket, as_agent, headers):
    browser = as_agent(mia)
    if "Origin" not in headers:
        del browser.environ_base["HTTP_X_CSRF_TOKEN"]
    before = events()
    wrong = {
        (method, address): answer.status_code
        for method, address in changing(app)
        if (answer := browser.open(address, method=method, json={}, headers=headers)).status_code != 400
    }
    assert not wrong
    assert events() == before
    assert browser.get("/console/start.json").status_code == 200  # nobody was signed out by it either


def test_the_token_of_another_session_is_worth_nothing(ann, bob, ticket, as_agent):
    other = as_agent(bob).environ_base["HTTP_X_CSRF_TOKEN"]
    answer = as_agent(ann).put(f"/console/tickets/{ticket.id}/read", json={}, headers={"X-CSRF-Token": other})
    assert answer.status_code == 400
    assert answer.json["error"] == "csrf"


FORM = "multipart/form-data"


def as_form(browser) -> str:
    """The token as a page's form carries it: in a field, and in no header."""
    return browser.environ_base.pop("HTTP_X_CSRF_TOKEN")


def test_a_form_with_files_carries_its_token_in_a_field(mia, as_agent):
    browser = as_agent(mia)
    sent = {"csrf_token": as_form(browser), "file": (BytesIO(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "days.ics")}
    assert browser.post("/settings/business-hours/9999/import", data=sent, content_type=FORM).status_code == 404
    wrong = {"csrf_token": "forged", "file": (BytesIO(b"x"), "days.ics")}
    assert browser.post("/settings/business-hours/9999/import", data=wrong, content_type=FORM).status_code == 400


def test_an_inbox_is_tried_by_what_its_page_sends(mia, as_agent):
    browser = as_agent(mia)
    sent = {"csrf_token": as_form(browser), "setting.bot_token": "wrong"}
    answer = browser.post("/settings/inboxes/new/api/check", data=sent, content_type=FORM)
    assert answer.status_code == 200, answer.text


def test_the_body_of_somebody_unknown_is_not_taken_apart_for_a_token(app):
    stranger = app.test_client()
    token = stranger.get("/sign-in.json").json["csrf"]
    answer = stranger.post("/settings/business-hours/1/import", data={"csrf_token": token}, content_type=FORM)
    assert answer.status_code == 400


def test_reading_changes_nothing(app, mia, ticket, as_agent):
    browser = as_agent(mia)
    before = events()
    adapter = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and kind_of(rule.endpoint) in ("signed in", "ticket", "led settings", "admin"):
            browser.get(adapter.build(rule.endpoint, anything_for(rule), method="GET"))
    assert events() == before


@pytest.mark.parametrize("address", ["/sign-in", "/", "/console/start.json", "/console/tickets/1.json", "/nowhere"])
def test_every_answer_protects_itself(ann, ticket, as_agent, address):
    headers = as_agent(ann).get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Request-ID"]
