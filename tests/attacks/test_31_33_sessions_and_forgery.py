"""Attacks 31 and 33: sessions that outlive their right (most of it in tests/people), and requests others forge."""

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
