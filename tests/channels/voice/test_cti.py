"""The CTI contract: what any telephone system can post, and who is believed."""

import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from channels.adapters.voice import cti as contract
from channels.arrival import Arrival
from channels.channel import Request
from helpdesk.db import db, transaction
from tests.channels.voice.conftest import CAROLS, CTI, OURS
from tickets import Attachment, Message, Ticket


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def read(body: bytes, content_type="application/x-www-form-urlencoded"):
    return contract.calls_in(Request("POST", "https://d/cti/line", {"content-type": content_type}, {}, body))


@pytest.mark.parametrize("token", ["", "wrong", CTI[:-1], CTI + "x", "ü"])
def test_a_wrong_token_is_refused_and_leaves_no_row(cti, token):
    assert cti("newCall", token=token).status_code == 403
    assert (count(Ticket), count(Arrival)) == (0, 0)


def test_an_unknown_line_is_not_found(client, line):
    assert client.post("/cti/nobody", query_string={"token": CTI}, data={"event": "newCall"}).status_code == 404


def test_the_token_may_stand_in_the_path_the_query_or_the_header(client, line):
    form = {"event": "newCall", "direction": "in", "from": CAROLS, "to": OURS}
    from urllib.parse import quote

    assert client.post(f"/cti/line/{quote(CTI)}", data={**form, "callId": "1"}).status_code == 200
    assert client.post("/cti/line", query_string={"token": CTI}, data={**form, "callId": "2"}).status_code == 200
    bearer = {"Authorization": f"Bearer {CTI}"}
    assert client.post("/cti/line", headers=bearer, data={**form, "callId": "3"}).status_code == 200
    assert count(Message) == 3


def test_with_a_secret_the_body_must_be_signed(client, line):
    with transaction():
        row = db.session.merge(line)
        row.settings = {**row.settings, "cti_secret": "between us"}
    body = json.dumps({"event": "newCall", "direction": "in", "from": CAROLS, "callId": "1"}).encode()
    good = "sha256=" + hmac.new(b"between us", body, hashlib.sha256).hexdigest()

    def post(given):
        return client.post(
            "/cti/line",
            query_string={"token": CTI},
            data=body,
            content_type="application/json",
            headers={"X-Signature": given} if given else {},
        ).status_code

    assert [post(given) for given in (None, "", "sha256=" + "0" * 64, "md5=1", good[7:])] == [403] * 5
    assert count(Message) == 0
    assert post(good) == 200


def test_without_a_token_of_its_own_a_line_believes_nobody(cti, line):
    with transaction():
        row = db.session.merge(line)
        row.settings = {**row.settings, "cti_token": ""}
    assert cti("newCall", token="").status_code == 403


def test_sipgate_posts_lists_and_its_own_causes():
    [call] = read(b"event=newCall&direction=in&from=4915112345678&to=4930999&callId=9&user[]=Bob&user[]=Ann")
    assert (call.event, call.address, call.agent) == ("ringing", "4915112345678", "Bob")
    [call] = read(b"event=hangup&direction=in&from=49151&to=4930&callId=9&cause=noAnswer")
    assert (call.event, call.cause) == ("ended", "missed")


def test_asterisk_posts_by_curl_with_a_recording():
    calls = read(
        b"event=hangup&direction=out&from=217&to=%2B4915112345678&callId=170.5&user=217&cause=16&duration=12"
        b"&recordingUrl=https%3A%2F%2Fpbx.example%2Fr%2F1.wav"
    )
    assert [(c.event, c.direction, c.address, c.agent) for c in calls] == [
        ("ended", "out", CAROLS, "217"),
        ("recording", "out", CAROLS, "217"),
    ]
    assert calls[0].seconds == 12
    assert (calls[1].files[0].content_type, calls[1].files[0].fetch) == (
        "audio/wav",
        {"url": "https://pbx.example/r/1.wav"},
    )


def test_a_voicemail_is_told_by_its_cause(cti):
    cti("newCall")
    cti("hangup", cause="voicemail", recordingUrl="https://pbx.example/1.mp3")
    assert db.session.scalar(select(Message.state)) == "voicemail"
    assert count(Attachment) <= 1


@pytest.mark.parametrize("said", ["1763802000", "1763802000123", "2025-11-22T10:00:00+01:00"])
def test_the_moment_may_be_told(said):
    [call] = read(f"event=answer&callId=1&at={said.replace('+', '%2B')}".encode())
    assert call.at.astimezone(UTC).date() == datetime(2025, 11, 22, tzinfo=UTC).date()


def test_what_nobody_understands_is_kept_and_what_is_nothing_is_not(client, line):
    def post(body, kind="application/json"):
        return client.post("/cti/line", query_string={"token": CTI}, data=body, content_type=kind).status_code

    assert post(b'{"event": "juggle", "callId": "1"}') == 200
    assert count(Arrival) == 1
    assert [post(b""), post(b"[1]"), post(b"[" * 400), post(b"\xff\xfe")] == [400] * 4
    assert count(Arrival) == 1
