"""Attack 15: whoever posts to an inbox's address without the provider's signature changes nothing, on every channel."""

import json

import pytest
from sqlalchemy import func, select

from channels import Inbox, all_adapters
from channels.arrival import Arrival
from channels.receipts import EarlyReceipt
from helpdesk.customers import Customer
from helpdesk.db import db, transaction
from helpdesk.events import Event
from helpdesk.hot import insert
from tests.channels.pigeon import Pigeon, release
from tickets import Message, Ticket

BODIES = [
    b"",
    b"{}",
    json.dumps({"items": [{"id": "1", "from": "eve", "text": "hi"}]}).encode(),
    b"<xml><ToUserName>desk</ToUserName></xml>",
    b"From=%2B4420&Body=hi&MessageSid=SM1",
    b"From: eve@example.test\r\nSubject: hi\r\n\r\nhi",
    b"\x00\xff" * 50,
]
HEADERS = [
    {},
    {"X-Hub-Signature-256": "sha256=" + "0" * 64},
    {"X-Line-Signature": "AAAA"},
    {"X-Pigeon": "0" * 64},
    {"X-Telegram-Bot-Api-Secret-Token": ""},
    {"X-Twilio-Signature": "AAAA"},
    {"Authorization": "Bearer x"},
    {"X-Forwarded-For": "127.0.0.1", "X-Real-Ip": "127.0.0.1"},
]
QUERY = "hub.mode=subscribe&hub.challenge=7&echostr=7"
ROWS = (Ticket, Message, Customer, Arrival, EarlyReceipt, Event)


@transaction()
def inbox_of(adapter) -> Inbox:
    """An inbox of this channel, each of its secrets set."""
    row = Inbox(name=adapter.kind, channel=adapter.kind, key=f"{adapter.kind}-key")
    row.settings = {setting.name: setting.default or "a secret" for setting in adapter.settings}
    return insert(row)


def rows() -> int:
    return sum(db.session.scalar(select(func.count()).select_from(model)) for model in ROWS)


@pytest.mark.parametrize("kind", sorted([*all_adapters(), "pigeon"]))
def test_unsigned_and_ill_signed_requests_are_refused_and_leave_no_row(app, client, monkeypatch, kind):
    release(monkeypatch, Pigeon("pigeon"))
    adapter = Pigeon("pigeon") if kind == "pigeon" else all_adapters()[kind]
    inbox_of(adapter)
    before = rows()
    for headers in HEADERS:
        for body in BODIES:
            for ask in (client.post, client.get):
                answer = ask(f"/hooks/{kind}-key?{QUERY}", data=body, headers=headers)
                assert (answer.status_code, answer.data) == (403, b""), (headers, body)
    db.session.rollback()
    assert rows() == before


def test_an_adapter_that_does_not_say_true_has_not_verified(app, client, monkeypatch):
    bird = Pigeon("pigeon")
    release(monkeypatch, bird)
    inbox_of(bird)
    for answer in (None, 1, "yes", object()):
        bird.verify = lambda request, settings, answer=answer: answer
        assert client.post("/hooks/pigeon-key", data=b'{"items": []}').status_code == 403
    bird.verify = lambda request, settings: True
    assert client.post("/hooks/pigeon-key", data=b'{"items": []}').status_code == 200
