"""Who may come in, how often, and that the same post twice is one."""

import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import has_app_context
from sqlalchemy import func, select, text

from helpdesk import clock, people
from helpdesk.api import idempotency, limiting
from helpdesk.db import db
from helpdesk.people import Agent
from tests.support import eventually
from tickets import Ticket

NEW = {"ticket": {"requester": {"name": "Carol", "email": "carol@example.test"}, "comment": {"body": "Where is it?"}}}


def tickets() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Ticket))


def basic(name: str, secret: str) -> dict:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()}


def test_a_token_signs_in_as_basic_and_as_bearer(ann, client):
    for headers in (ann.headers, {"Authorization": f"Bearer {ann.token}"}, basic("ANN@desk.test/token", ann.token)):
        assert client.get("/api/v2/users/me.json", headers=headers).get_json()["user"]["email"] == "ann@desk.test"


def test_nobody_else_comes_in(ann, client):
    wrong = [
        {},
        basic("ann@desk.test", "password"),
        basic("ann@desk.test", ann.token),
        basic("bob@desk.test/token", ann.token),
        basic("ann@desk.test/token", ann.token[:-1]),
        {"Authorization": "Bearer "},
        {"Authorization": "Basic %%%"},
        {"Authorization": f"Token {ann.token}"},
        {"Authorization": "Bearer " + "x" * 10_000},
        {"Authorization": basic("a", "b")["Authorization"] + "!"},
    ]
    for headers in wrong:
        refused = client.post("/api/v2/tickets.json", json=NEW, headers=headers)
        assert refused.status_code == 401, headers
        assert set(refused.get_json()) == {"error", "description", "details"}
        missing = not (headers or {}).get("Authorization", "").strip()
        assert ("carries no credentials" in refused.get_json()["description"]) is missing
    assert tickets() == 0


def test_who_guesses_tokens_must_wait_and_good_tokens_go_on(ann, client):
    answers = [client.get("/api/v2/tickets.json", headers={"Authorization": f"Bearer hd_{i}"}) for i in range(31)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert ann.get("tickets.json")["count"] == 0


@pytest.mark.parametrize("end", ["password", "role", "account", "token"])
def test_a_token_dies_with_what_it_stands_for(ann, desk, client, end):
    assert ann.ask("GET", "tickets.json").status_code == 200
    agent = db.session.get(Agent, desk.ann.id)
    if end == "password":
        people.change_password(agent, "a new long password", by=desk.mia)
    elif end == "role":
        people.set_role(agent, "supervisor", by=desk.mia)
    elif end == "account":
        people.disable(agent, by=desk.mia)
    else:
        people.api_token.end(db.session.scalar(select(people.api_token.ApiToken)), by=desk.mia)
    eventually(lambda: ann.ask("GET", "tickets.json").status_code == 401)


def test_who_asks_too_often_is_told_when_to_come_again(ann, bob, app, monkeypatch):
    monkeypatch.setitem(app.config, "API_RATE", "3")
    limiting.forget()
    answers = [ann.ask("GET", "tickets.json") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert [a.headers["X-Rate-Limit-Remaining"] for a in answers] == ["2", "1", "0", "0"]
    assert 0 < int(answers[3].headers["Retry-After"]) <= 61
    assert bob.ask("GET", "tickets.json").status_code == 200
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        assert ann.ask("GET", "tickets.json").status_code == 200


def test_the_same_post_under_one_key_is_one_ticket_and_one_answer(ann):
    first = ann.ask("POST", "tickets.json", NEW, **{"Idempotency-Key": "order-7"})
    again = ann.ask("POST", "tickets.json", NEW, **{"Idempotency-Key": "order-7"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    assert [r.headers["X-Idempotency-Lookup"] for r in (first, again)] == ["miss", "hit"]
    assert tickets() == 1


def test_the_same_key_for_something_else_is_a_conflict(ann, bob):
    ann.post("tickets.json", NEW, **{"Idempotency-Key": "order-7"})
    other = {"ticket": {**NEW["ticket"], "subject": "another"}}
    assert ann.ask("POST", "tickets.json", other, **{"Idempotency-Key": "order-7"}).status_code == 409
    assert ann.ask("POST", "users.json", {"user": {"name": "x"}}, **{"Idempotency-Key": "order-7"}).status_code == 409
    assert tickets() == 1
    assert bob.ask("POST", "tickets.json", NEW, **{"Idempotency-Key": "order-7"}).status_code == 201


def test_what_was_refused_can_be_said_again_under_its_key(ann):
    bad = {"ticket": {**NEW["ticket"], "priority": "highest"}}
    assert ann.ask("POST", "tickets.json", bad, **{"Idempotency-Key": "order-7"}).status_code == 422
    assert ann.ask("POST", "tickets.json", NEW, **{"Idempotency-Key": "order-7"}).status_code == 201
    assert ann.ask("POST", "tickets.json", NEW, **{"Idempotency-Key": "x" * 256}).status_code == 422


def test_many_under_one_key_are_done_each_by_itself_and_only_once(ann):
    said = {"tickets": [NEW["ticket"], {"comment": {"body": ""}}, NEW["ticket"]]}
    first = ann.post("tickets/create_many.json", said, **{"Idempotency-Key": "batch"})
    again = ann.post("tickets/create_many.json", said, **{"Idempotency-Key": "batch"})
    assert first == again
    assert [r["success"] for r in first["job_status"]["results"]] == [True, False, True]
    assert tickets() == 2


@pytest.mark.both_databases
def test_sixteen_at_once_under_one_key_are_one_ticket(ann, app):
    def post(_):
        assert not has_app_context()
        with app.app_context():
            return ann.ask("POST", "tickets.json", NEW, **{"Idempotency-Key": "order-7"}).get_json()["ticket"]["id"]

    with ThreadPoolExecutor(16) as threads:
        assert len(set(threads.map(post, range(16)))) == 1
    assert tickets() == 1


def test_a_key_is_kept_for_seven_days_and_what_it_answered_is_sealed(ann):
    ann.post("tickets.json", NEW, **{"Idempotency-Key": "order-7"})
    assert b"carol" not in db.session.scalar(text("SELECT body_sealed FROM idempotency_key"))
    assert idempotency.forget_old(clock.now() + timedelta(days=6)) == 0
    assert idempotency.forget_old(clock.now() + timedelta(days=8)) == 1
    ann.post("tickets.json", NEW, **{"Idempotency-Key": "order-7"})
    assert tickets() == 2


def test_it_describes_itself_completely(ann, app):
    described = ann.get("openapi.json")
    assert described["openapi"].startswith("3.1")
    rules = {r.rule for r in app.url_map.iter_rules() if r.rule.startswith("/api/v2/") and r.rule.endswith(".json")}
    assert len(described["paths"]) == len(rules)
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["summary"].endswith("."), path
    assert described["paths"]["/tickets/{number}.json"]["put"]["parameters"][0]["schema"] == {"type": "integer"}


def test_an_address_that_there_is_not_answers_as_an_error_of_the_api(ann):
    missing = ann.ask("GET", "wishes.json")
    assert missing.status_code == 404
    assert set(missing.get_json()) == {"error", "description", "details"}
    assert ann.ask("PATCH", "tickets.json").status_code == 405


@pytest.mark.parametrize(
    "said",
    [
        {"status": "x"},
        {"priority": "x"},
        {"type": "x"},
        {"email_ccs": 5},
        {"email_ccs": True},
        {"email_ccs": "eve@example.test"},
    ],
)
def test_a_value_that_is_none_is_refused_and_nothing_is_changed(ann, said):
    ticket = ann.ticket("Where is my parcel?")
    answer = ann.ask("PUT", f"tickets/{ticket['id']}.json", {"ticket": said})
    assert answer.status_code == 422
    assert answer.json["error"] == "RecordInvalid"
    assert ann.get(f"tickets/{ticket['id']}.json")["ticket"]["status"] == ticket["status"]
