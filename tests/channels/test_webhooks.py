"""One route for all providers: verified first, answered after the commit."""

import hashlib
import hmac
import json
import time

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from channels.arrival import Arrival
from channels.inbox import Inbox
from helpdesk.db import db, transaction
from tests.channels.pigeon import SECRET, signature
from tickets import Message, Ticket

HELLO = {"id": "m1", "from": "carol", "text": "Where is my parcel?", "name": "Carol"}


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_signed_message_becomes_a_ticket_and_its_raw_request_is_kept_sealed(post, app):
    assert post(HELLO).status_code == 200
    assert db.session.scalar(select(Message.text)) == "Where is my parcel?"
    [arrival] = db.session.scalars(select(Arrival))
    assert arrival.state == "handled"
    assert arrival.raw["headers"]["x-pigeon"]
    assert b"parcel" not in db.session.scalar(text("SELECT raw_sealed FROM arrival"))


def test_unsigned_and_ill_signed_requests_are_refused_and_leave_no_row(post):
    for headers in ({}, {"X-Pigeon": ""}, {"X-Pigeon": "0" * 64}, {"X-Pigeon": "ü"}, signature(b"another body")):
        assert post(HELLO, headers=headers).status_code == 403
    assert (count(Ticket), count(Message), count(Arrival)) == (0, 0, 0)


def test_a_check_that_stumbles_has_not_been_passed(post, pigeon):
    pigeon.verify = lambda request, settings: 1 / 0
    assert post(HELLO).status_code == 403


def test_an_unknown_or_disabled_inbox_is_not_found(post, inbox):
    assert post(HELLO, key="nobody").status_code == 404
    with transaction():
        db.session.get(Inbox, inbox.id).enabled = False
    assert post(HELLO).status_code == 404


def test_more_than_a_megabyte_is_too_much(client, inbox):
    body = b"x" * (2**20 + 1)
    assert client.post("/hooks/pigeon-key", data=body, headers=signature(body)).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b'{"items":' + b"[" * 100_000,
        b"[" * 400 + b"]" * 400,
        b"",
        b"\xff\xfe",
        b'{"items":' + b"[" * 100 + b"]" * 100 + b"}",
    ],
)
def test_bombs_and_noise_are_refused_at_once_and_leave_no_row(client, inbox, body):
    began = time.thread_time()
    assert client.post("/hooks/pigeon-key", data=body, headers=signature(body)).status_code == 400
    assert time.thread_time() - began < 0.5
    assert count(Arrival) == 0


def test_the_handshake_is_answered_as_the_provider_wants(client, inbox):
    assert client.get("/hooks/pigeon-key?hello=world").status_code == 403
    answer = client.get("/hooks/pigeon-key?hello=world", headers=signature(b""))
    assert (answer.status_code, answer.text) == (200, "world")


def test_the_address_is_made_from_the_configured_one_whatever_a_proxy_says(client, inbox, pigeon, app):
    seen = []
    pigeon.verify = lambda request, settings: seen.append(request.url) or False
    client.post("/hooks/pigeon-key?a=1&b=%20", headers={"Host": "evil.test", "X-Forwarded-Host": "evil.test"})
    assert seen in ([app.config["PUBLIC_URL"] + "/hooks/pigeon-key?a=1&b=%20"], [])


def test_without_its_database_it_says_503_at_once(post, monkeypatch):
    def away(*_, **__):
        raise OperationalError("SELECT", {}, Exception("the database is away"))

    monkeypatch.setattr("channels.webhooks.by_key", away)
    began = time.monotonic()
    answer = post(HELLO)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert time.monotonic() - began < 10


def test_a_commit_that_fails_is_no_200(post, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tickets.attaching.put", full)
    assert post({**HELLO, "files": ["parcel.jpg"]}).status_code == 503
    assert (count(Ticket), count(Message), count(Arrival)) == (0, 0, 0)


def test_signatures_are_taken_over_the_raw_bytes(client, inbox):
    body = json.dumps({"items": [HELLO]}, ensure_ascii=True).replace("parcel", "\\u0070arcel").encode()
    header = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert client.post("/hooks/pigeon-key", data=body, headers={"X-Pigeon": header}).status_code == 200
