"""The rail of the pages that are made here leads to the bell and to the escalations, and says what waits there."""

from helpdesk.notifying import desk
from tests.support.cast import *  # noqa: F403


def test_it_says_how_many_notifications_wait(as_agent, ann, ticket):
    page = as_agent(ann).get("/settings/me").text
    assert 'href="/#bell"' in page and 'href="/escalations"' not in page
    assert "rail-count" not in page
    desk.tell([ann.id], kind="mention", ticket=ticket)
    assert 'aria-label="Notifications, 1"' in as_agent(ann).get("/settings/me").text


def test_who_handles_escalations_finds_them_there(as_agent, sue, ticket, ann):
    answer = as_agent(ann).post(
        f"/console/tickets/{ticket.id}/escalations", json={"reason": "customer_asked", "note": "She insists."}
    )
    assert answer.status_code in (200, 201), answer.text
    assert 'aria-label="Escalations, 1"' in as_agent(sue).get("/settings/me").text


def test_a_stranger_is_told_nothing(client):
    assert "rail-count" not in client.get("/sign-in").text


def test_everybody_finds_their_own_settings(as_agent, ann, sue):
    for agent, page in ((ann, "/settings/me"), (sue, "/settings/lessons")):
        browser = as_agent(agent)
        assert 'href="/settings"' in browser.get("/knowledge").text
        home = browser.get("/settings")
        assert (home.status_code, home.headers["Location"]) == (302, "/settings/me")
        assert f'href="{page}"' in browser.get("/settings/me").text
