"""Attack 7 and 32: a visitor, or an address, can only do so much."""

import pytest
from sqlalchemy import func, select

from helpdesk.db import db
from helpdesk.throttle import forget_everything_here
from tickets import Ticket


@pytest.fixture(autouse=True)
def _nothing_counted(app):
    forget_everything_here()


def test_who_writes_too_often_is_told_when_to_go_on(carols):
    answers = [carols.say(str(n)) for n in range(25)]
    assert [a.status_code for a in answers] == [201] * 20 + [429] * 5
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].json["description"]


def test_an_address_cannot_open_a_ticket_for_every_new_visitor(browser_of):
    codes = []
    for n in range(70):
        try:
            codes.append(browser_of(f"bot {n}").say("Buy now", form={"email": f"victim{n}@example.com"}).status_code)
        except KeyError:  # not even a visitor any more
            codes.append(429)
    assert codes[:60] == [201] * 60 and set(codes[60:]) == {429}
    assert db.session.scalar(select(func.count(Ticket.id))) == 60


def test_other_addresses_are_not_held_back(browser_of, app):
    carols, far = browser_of(), browser_of()
    far.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    for n in range(21):
        carols.say(str(n))
    assert far.say("Hello").status_code == 201


def test_forwarded_for_is_not_believed(browser_of):
    carols = browser_of()
    codes = [
        carols.client.post(
            "/widget/shop-chat/messages",
            json={},
            headers={"Authorization": f"Visitor {carols.token}", "X-Forwarded-For": f"10.0.0.{n}"},
        ).status_code
        for n in range(5)
    ]
    assert set(codes) == {422}
    arrivals = [
        carols.client.post(
            "/widget/shop-chat/visitors", json={}, headers={"X-Forwarded-For": f"10.0.0.{n}"}
        ).status_code
        for n in range(70)
    ]
    assert 429 in arrivals


def test_another_address_can_be_named_only_so_often(carols):
    codes = [carols.put("visitor", email=f"victim{n}@example.com").status_code for n in range(12)]
    assert codes == [200] * 10 + [429] * 2


def test_it_goes_on_counting_while_valkey_is_away(app, carols, monkeypatch):
    from helpdesk import jobs

    monkeypatch.setattr(jobs, "_connection", None)
    codes = [carols.say(str(n)).status_code for n in range(22)]
    assert codes == [201] * 20 + [429] * 2


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "visitors"),
        ("put", "visitor"),
        ("put", "identity"),
        ("post", "messages"),
        ("post", "attachments"),
        ("post", "conversations/1/read"),
    ],
)
def test_attack_33_what_changes_something_comes_from_our_own_frame(carols, method, path):
    answer = getattr(carols.client, method)(
        f"/widget/shop-chat/{path}",
        json={},
        headers={"Authorization": f"Visitor {carols.token}", "Origin": "https://evil.example"},
    )
    assert (answer.status_code, answer.json["error"]) == (403, "foreign_origin")
