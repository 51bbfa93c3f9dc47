"""Who may speak as WeChat: in safe mode who can seal, in plain mode who signed this very body, within five minutes."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from channels.arrival import Arrival
from channels.replays import SeenSignature, forget_old
from channels.simulator import tencent
from channels.simulator.standin import Posting
from helpdesk import clock
from helpdesk.db import db
from tests.support.at_once import at_once
from tickets import Message

HELLO = {
    "ToUserName": "gh_shop",
    "FromUserName": "oCarol",
    "CreateTime": 1763800000,
    "MsgType": "text",
    "Content": "Where is my parcel?",
    "MsgId": 24001,
}


def counted(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def plain(provider, **fields) -> Posting:
    return tencent.plain(provider.line, Posting(tencent.written({**HELLO, **fields}).encode(), {}))


def statuses(provider, *postings) -> list[int]:
    return [answer.status_code for answer in provider.post(*postings)]


def test_the_handshake_is_answered_with_its_echo_in_either_mode(wechat, plainly):
    for provider in (wechat, plainly):
        [answer] = provider.post(tencent.plain(provider.line, Posting(b"", {}, "GET", "echostr=5927782489")))
        assert (answer.status_code, answer.text) == (200, "5927782489")
        assert answer.content_type.startswith("text/plain")
        [answer] = provider.post(Posting(b"", {}, "GET", "signature=0&timestamp=1&nonce=1&echostr=1"))
        assert answer.status_code == 403


def test_a_message_is_answered_with_the_word_success(wechat):
    [answer] = wechat.write("Where is my parcel?")
    assert (answer.status_code, answer.text) == (200, "success")
    assert counted(Message) == 1


def test_in_safe_mode_nobody_may_leave_out_the_seal(wechat):
    assert statuses(wechat, plain(wechat)) == [403]
    assert counted(Arrival) == 0


def test_in_plain_mode_what_was_signed_six_minutes_ago_or_ahead_counts_no_longer(plainly):
    for minutes in (-6, 6):
        with time_machine.travel(clock.now() + timedelta(minutes=minutes)):
            old = plain(plainly)
        assert statuses(plainly, old) == [403]
    with time_machine.travel(clock.now() - timedelta(minutes=4)):
        recent = plain(plainly)
    assert statuses(plainly, recent) == [200]
    assert counted(Message) == 1


def test_in_plain_mode_a_signature_that_was_seen_serves_no_other_body(plainly):
    posting = plain(plainly)
    forged = replace(posting, body=posting.body.replace(b"Where is my parcel?", b"Send my money to eve"))
    renamed = replace(forged, body=forged.body.replace(b"24001", b"24002"))
    assert statuses(plainly, posting, forged, renamed, posting) == [200, 403, 403, 200]
    assert [message.text for message in db.session.query(Message)] == ["Where is my parcel?"]


def test_in_plain_mode_the_signature_of_a_handshake_serves_no_message(plainly):
    handshake = tencent.plain(plainly.line, Posting(b"", {}, "GET", "echostr=5927782489"))
    forged = replace(handshake, method="POST", body=plain(plainly).body)
    assert statuses(plainly, handshake, forged, handshake) == [200, 403, 200]
    assert counted(Message) == 0


def test_of_two_bodies_that_come_at_once_under_one_signature_one_is_taken(plainly, app):
    posting = plain(plainly)
    bodies = [replace(posting, body=posting.body.replace(b"24001", b"2400%d" % n)) for n in range(6)]
    answers = at_once(app, *[lambda p=p: statuses(plainly, p)[0] for p in bodies])
    assert sorted(answers) == [200, 403, 403, 403, 403, 403]
    assert counted(Message) == 1


def test_a_seen_signature_is_forgotten_when_it_counts_no_longer(plainly):
    plainly.post(plain(plainly))
    forget_old(clock.now() + timedelta(minutes=20))
    assert counted(SeenSignature) == 1
    forget_old(clock.now() + timedelta(minutes=31))
    assert counted(SeenSignature) == 0


def test_an_event_that_only_tells_spends_its_signature_too(plainly):
    posting = plain(plainly, MsgType="event", Event="VIEW")
    forged = replace(posting, body=plain(plainly).body)
    assert statuses(plainly, posting, forged) == [200, 403]
    assert counted(Message) == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10**6), where=st.sampled_from(["body", "query"]), mask=st.integers(1, 127))
def test_a_changed_byte_anywhere_is_refused_and_leaves_no_row(wechat, place, where, mask):
    [posting] = wechat.act(text="Where is my parcel?", id="fixed")
    if where == "body":
        start, end = posting.body.index(b"<Encrypt>") + 18, posting.body.index(b"]]></Encrypt>")
        at = start + place % (end - start)
        changed = replace(posting, body=posting.body[:at] + bytes([posting.body[at] ^ mask]) + posting.body[at + 1 :])
    else:
        names = ("msg_signature=", "timestamp=", "nonce=")
        name = names[place % 3]
        at = posting.query.index(name) + len(name)
        digit = posting.query[at]
        changed = replace(posting, query=posting.query[:at] + ("1" if digit != "1" else "2") + posting.query[at + 1 :])
    assert statuses(wechat, changed) == [403]
    assert counted(Arrival) == counted(Message) == 0


def test_doctypes_entities_and_depth_are_refused_fast_and_leave_no_row(wechat, plainly):
    bombs = [
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><xml><Content>&b;</Content></xml>',
        b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "' + b"&x;" * 500 + b'">]><xml>&y;</xml>',
        b"<xml>" + b"<a>" * 100_000,
        b"<xml/>" * 2,
        b"\xff\xfe<xml/>",
    ]
    for bomb in bombs:
        sealed = wechat.standin.sign(Posting(bomb, {}), wechat.line)
        signed = tencent.plain(plainly.line, Posting(bomb, {}))
        began = time.thread_time()
        assert statuses(plainly, signed) == [400]
        assert time.thread_time() - began < 0.5
        assert statuses(wechat, sealed) == [400]
    assert counted(Arrival) == counted(Message) == 0


def test_a_body_over_a_megabyte_is_refused_unread(plainly):
    assert statuses(plainly, plain(plainly, Content="x" * (2**20 + 1))) == [413]


@pytest.mark.parametrize("mode", ["safe", "plain"])
def test_one_event_delivered_twenty_times_from_sixteen_threads_is_one_message(provider, app, mode):
    wechat = provider("wechat", settings={"mode": mode})
    [posting] = wechat.act(text="Where is my parcel?", id="k1")
    answers = at_once(app, *[lambda times=1 + n % 2: statuses(wechat, *[posting] * times) for n in range(16)])
    assert {status for answer in answers for status in answer} == {200}
    assert counted(Message) == 1


@pytest.mark.parametrize("mode", ["safe", "plain"])
def test_wechat_has_its_answer_within_fifty_milliseconds_mostly(provider, mode):
    wechat = provider("wechat", settings={"mode": mode})
    took = []
    for n in range(40):
        [posting] = wechat.act(text=f"message {n}")
        began = time.thread_time()
        assert statuses(wechat, posting) == [200]
        took.append(time.thread_time() - began)
    assert sorted(took)[20] < 0.05  # of the processor; what a machine with other work takes besides is not ours
