"""Signing in: the door of the desk, and those who try the handle."""

import statistics
import time

import pytest

from helpdesk import people
from helpdesk.db import db
from helpdesk.people import Agent, throttling
from helpdesk.throttle import TooOften
from tests.support.cast import PASSWORD


def token_of(client):
    return client.get("/sign-in.json").json["csrf"]


def sign_in(client, email, password, **more):
    return client.post(
        "/sign-in",
        json={"email": email, "password": password, **more},
        headers={"X-CSRF-Token": token_of(client), **more.pop("headers", {})},
    )


def test_ann_signs_in_with_the_form_and_goes_where_she_wanted(ann, client):
    assert client.get("/tickets/7").headers["Location"] == "/sign-in?next=/tickets/7"
    answer = client.post(
        "/sign-in",
        data={"email": " ANN@demo.test", "password": PASSWORD, "next": "/tickets/7", "csrf_token": token_of(client)},
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/tickets/7")
    assert client.get("/console/start.json").json["me"]["name"] == "Ann"


@pytest.mark.parametrize("target", ["//evil.test", "/\\evil.test", "https://evil.test", "/\t/evil.test", "evil:x"])
def test_nobody_is_sent_to_another_site(ann, client, target):
    answer = client.post(
        "/sign-in", data={"email": ann.email, "password": PASSWORD, "next": target, "csrf_token": token_of(client)}
    )
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_account_read_the_same(ann, bob, client):
    people.disable(bob, by=None)
    answers = [
        sign_in(client, *who)
        for who in [(ann.email, "wrong"), ("nobody@demo.test", "wrong"), (bob.email, PASSWORD), ("", "")]
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.data for answer in answers}) == 1


def test_a_wrong_password_and_an_unknown_account_take_the_same_time(ann, app):
    def took(email):
        began = time.process_time()
        with pytest.raises(people.WrongPassword):
            people.check_password(email, "wrong password", address="192.0.2.1")
        return time.process_time() - began

    # In turns, so that whatever else the machine does meets both alike.
    differences = [took(ann.email) - took("nobody@demo.test") for _ in range(9)]
    assert abs(statistics.median(differences)) < 0.010


def failed(email, address, times):
    """So many wrong passwords; noted without the twentieth of a second that each would take."""
    for _ in range(times):
        throttling.note_failure(email, address)


def test_guessing_one_account_is_stopped_wherever_it_comes_from(ann, app):
    for guess in range(19):
        failed(ann.email, f"192.0.2.{guess}", 1)
    with pytest.raises(people.WrongPassword):
        people.check_password(ann.email, "guess", address="192.0.2.99")
    with pytest.raises(TooOften):
        people.check_password(ann.email, PASSWORD, address="198.51.100.1")


def test_guessing_many_accounts_from_one_address_is_stopped(app):
    for guess in range(59):
        failed(f"somebody{guess}@demo.test", "192.0.2.1", 1)
    with pytest.raises(people.WrongPassword):
        people.check_password("other@demo.test", "guess", address="192.0.2.1")
    with pytest.raises(TooOften):
        people.check_password("else@demo.test", "guess", address="192.0.2.1")


def test_guesses_of_a_stranger_do_not_shut_out_the_browser_that_was_here_before(ann, client, app):
    assert sign_in(client, ann.email, PASSWORD).status_code == 200
    client.post("/sign-out", headers={"X-CSRF-Token": token_of(client)})
    failed(ann.email, "192.0.2.1", 20)
    stranger = app.test_client()
    assert sign_in(stranger, ann.email, PASSWORD).status_code == 429
    assert sign_in(client, ann.email, PASSWORD).status_code == 200


def test_throttling_goes_on_while_valkey_is_away(ann, app, monkeypatch):
    from helpdesk import jobs, throttle

    throttle.forget_everything_here()
    monkeypatch.setattr(jobs, "_connection", None)
    failed(ann.email, "192.0.2.1", 20)
    with pytest.raises(TooOften):
        people.check_password(ann.email, PASSWORD, address="192.0.2.1")


def test_a_header_cannot_lend_another_address(ann, client):
    failed("somebody@demo.test", "127.0.0.1", 59)
    sign_in(client, "x@demo.test", "guess", headers={"X-Forwarded-For": "198.51.100.7"})
    assert sign_in(client, "y@demo.test", "guess", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(ann, client):
    cookies = sign_in(client, ann.email, PASSWORD).headers.getlist("Set-Cookie")
    assert cookies
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)


def test_a_session_planted_before_signing_in_is_worth_nothing(ann, client, app):
    planted = client.get("/sign-in.json")
    before = client.get_cookie(app.config["SESSION_COOKIE_NAME"]).value
    assert planted.status_code == 200
    sign_in(client, ann.email, PASSWORD)
    thief = app.test_client()
    thief.set_cookie(app.config["SESSION_COOKIE_NAME"], before)
    assert thief.get("/console/start.json").status_code == 401


def test_a_copy_of_the_cookie_dies_with_signing_out(ann, as_agent, app):
    browser, thief = as_agent(ann), app.test_client()
    thief.set_cookie(app.config["SESSION_COOKIE_NAME"], browser.get_cookie(app.config["SESSION_COOKIE_NAME"]).value)
    assert thief.get("/console/start.json").status_code == 200
    assert browser.post("/sign-out").status_code == 303
    assert thief.get("/console/start.json").status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        lambda agent: people.change_password(agent, "another password", by=agent),
        lambda agent: people.set_role(agent, "supervisor", by=None),
        lambda agent: people.disable(agent, by=None),
    ],
)
def test_every_session_and_token_dies_with_a_change_of_the_account(ann, as_agent, change):
    browsers, token = [as_agent(ann), as_agent(ann)], people.api_token.create(ann, by=ann)
    assert people.api_token.find(token).id == ann.id
    change(db.session.get(Agent, ann.id))
    assert {browser.get("/console/start.json").status_code for browser in browsers} == {401}
    assert people.api_token.find(token) is None


def test_a_session_ends_by_itself(ann, as_agent):
    import time_machine

    browser = as_agent(ann)
    with time_machine.travel(time.time() + 17 * 3600, tick=True):
        assert browser.get("/console/start.json").status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "0", "-1", "1.2", "9" * 30, "１"])
def test_a_forged_session_is_nobody(ann, app, cookie):
    browser = app.test_client()
    browser.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie)
    assert browser.get("/console/start.json").status_code == 401
    with browser.session_transaction() as session:
        session["_user_id"] = cookie
    assert browser.get("/console/start.json").status_code == 401
