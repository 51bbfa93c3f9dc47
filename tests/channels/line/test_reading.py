"""Events of LINE: real ones, signed over the raw body, read once and as what they are."""

import json

import pytest

from channels.adapters import line
from channels.adapters.line.options import SETTINGS
from channels.channel import Broken, Consent, Edit, Inbound, Request
from tests.support.shared import shared_data

KNOWN = {one.name: one.default for one in SETTINGS} | {
    "channel_secret": "channel_secret",
    "channel_access_token": "token",
}


def posted(body: bytes, signature: str | None) -> Request:
    headers = {} if signature is None else {"x-line-signature": signature}
    return Request("POST", "https://desk.example/hooks/key", headers, {}, body)


@pytest.mark.parametrize("number", range(2))
def test_the_vectors_of_lines_own_library(number):
    vector = json.loads(shared_data("webhook_vectors.json").read_text())["line_x_line_signature"][number]
    request = posted(vector["body"].encode(), vector["header"])
    assert line.verify(request, {"channel_secret": vector["secret"]}) is vector["valid"]


def test_a_change_of_any_byte_is_found():
    body = '{"events":[],"destination":"Üñ"}'.encode()
    good = line.signature("channel_secret", body)
    assert line.verify(posted(body, good), KNOWN)
    for place in range(len(body)):
        changed = bytearray(body)
        changed[place] ^= 1
        assert not line.verify(posted(bytes(changed), good), KNOWN), place
    for wrong in (None, "", "ü", good[:-1], good.lower(), good + "="):
        assert not line.verify(posted(body, wrong), KNOWN)
    assert not line.verify(Request("GET", "https://desk.example", {"x-line-signature": good}, {}, body), KNOWN)


def test_while_it_is_changed_the_secret_before_is_accepted_too():
    settings = {"channel_secret": "new", "channel_secret_before": "old"}
    words = {"new": True, "old": True, "older": False, "": False}
    assert {word: line.verify(posted(b"x", line.signature(word, b"x")), settings) for word in words} == words


def test_the_events_of_lines_own_library_are_read():
    body = json.loads(shared_data("payloads", "line", "webhook.json").read_text())
    items = line.parse(posted(json.dumps(body).encode(), ""), KNOWN)
    assert not [item for item in items if isinstance(item, Broken)]
    kinds = [type(item) for item in items]
    # The rest are groups, rooms and beacons.
    assert [kinds.count(kind) for kind in (Inbound, Consent, Edit)] == [12, 2, 1]
    assert {item.address for item in items if not isinstance(item, Edit)} == {"U206d25c2ea6bd87c17655609a1c37cb8"}
    assert all(item.text for item in items if isinstance(item, Inbound))


def test_an_unknown_kind_is_named_in_the_language_of_the_inbox():
    body = {
        "events": [
            {
                "type": "message",
                "timestamp": 1,
                "source": {"type": "user", "userId": "U1"},
                "message": {"id": "1", "type": "coupon"},
            }
        ]
    }
    [item] = line.parse(posted(json.dumps(body).encode(), ""), {**KNOWN, "language": "zh"})
    assert item.text == "[不支持的消息：coupon]"


@pytest.mark.parametrize(
    "event",
    [
        "words",
        None,
        {},
        {"source": {"type": "user"}, "type": "message"},
        {"source": {"type": "user", "userId": "U1"}, "type": "message", "message": {}},
    ],
)
def test_an_event_that_cannot_be_read_spoils_no_other(event):
    good = {"type": "unfollow", "timestamp": 1, "source": {"type": "user", "userId": "U1"}}
    items = line.parse(posted(json.dumps({"events": [event, good]}).encode(), ""), KNOWN)
    assert [type(item) for item in items] == [Broken, Consent]


def test_what_line_says_of_the_account_itself_is_no_error():
    events = [{"type": kind, "timestamp": 1, "mode": "active"} for kind in ("botSuspended", "module", "delivery")]
    assert line.parse(posted(json.dumps({"events": events}).encode(), ""), KNOWN) == []
