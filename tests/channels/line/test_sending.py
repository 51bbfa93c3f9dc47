"""Answers to LINE, over real HTTP to a stand-in that is as strict as the Messaging API."""

import struct
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from channels.adapters import line
from channels.adapters.line.composing import messages_of
from channels.adapters.line.durations import milliseconds
from channels.channel import File, Later, Outbound, Refused, Request, Unsure
from helpdesk import clock
from helpdesk.customers import Customer, Identity
from helpdesk.db import db
from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403

URL = "https://desk.example/files/1-2-3/"


@pytest.fixture
def account(provider):
    return provider("line")


@pytest.fixture
def out(account):
    """out(text, …): an answer to what carol has just written."""
    [item] = _parsed(account, account.act(text="Hello"))

    def makes(text="Here you are", fresh=True, **more):
        envelope = item.envelope if fresh else {"reply_token": "old", "reply_since": 1}
        return Outbound(
            **{
                "key": str(uuid.uuid4()),
                "message_id": 1,
                "ticket_id": 1,
                "address_kind": "line",
                "address": item.address,
                "text": text,
                "envelope": envelope,
                **more,
            }
        )

    return makes


def _parsed(account, postings):
    requests = [Request("POST", "https://desk.example/hooks/key", {}, {}, one.body) for one in postings]
    return [item for request in requests for item in line.parse(request, account.settings)]


def asked(account, path) -> int:
    """How many calls there were to this path."""
    rows = account.line.rows.run("SELECT count(*) FROM wire WHERE data LIKE ?", f'%"to": "{path}"%')
    return rows[0][0]


def test_a_fresh_message_is_answered_by_its_reply_token_which_costs_nothing(account, out):
    sent = line.send(out(), account.settings)
    assert account.shown() == ["Here you are"]
    assert sent.external_id == sent.envelope["message_ids"][0]
    assert (asked(account, "/v2/bot/message/reply"), asked(account, "/v2/bot/message/push")) == (1, 0)


def test_the_second_answer_to_the_same_message_is_pushed_for_the_token_is_spent(account, out):
    line.send(out("one"), account.settings)
    line.send(out("two"), account.settings)
    assert account.shown() == ["one", "two"]
    assert asked(account, "/v2/bot/message/push") == 1


def test_an_old_message_is_answered_by_push(account, out):
    line.send(out(fresh=False), account.settings)
    assert account.shown() == ["Here you are"]
    assert asked(account, "/v2/bot/message/reply") == 0


def test_an_inbox_may_do_without_reply_tokens(account, out):
    line.send(out(), {**account.settings, "use_reply_tokens": "no"})
    assert asked(account, "/v2/bot/message/reply") == 0


def test_a_push_that_comes_again_under_its_key_arrives_once(account, out):
    answer = out(fresh=False)
    first, second = line.send(answer, account.settings), line.send(answer, account.settings)
    assert account.shown() == ["Here you are"]
    assert second.external_id == first.external_id


def test_when_nobody_hears_the_answer_to_a_reply_the_next_try_finds_out_whether_it_arrived(account, out):
    known = {}
    answer = out(took=known.update, progress=known)
    account.faults(hang_after=1.0)
    with pytest.raises((Unsure, Later)):
        line.send(answer, account.settings)
    assert known["reply_tried"] is True
    account.faults(hang_after=0.0)
    assert line.send(answer, account.settings).external_id is None  # the token is spent: it was we who spent it
    assert account.shown() == ["Here you are"]


def test_when_a_reply_did_not_arrive_the_next_try_sends_it(account, out):
    known = {}
    answer = out(took=known.update, progress=known)
    account.faults(hang_before=1.0)
    with pytest.raises((Unsure, Later)):
        line.send(answer, account.settings)
    account.faults(hang_before=0.0)
    line.send(answer, account.settings)
    assert account.shown() == ["Here you are"]


def test_long_after_an_unheard_reply_nobody_can_know_and_an_agent_is_asked(account, out):
    old = clock.now() - timedelta(minutes=10)
    answer = out(
        envelope={"reply_token": "spent", "reply_since": old.timestamp() * 1000},
        progress={"reply_tried": True, "names": [], "calls": 0},
    )
    with pytest.raises(Unsure) as why:
        line.send(answer, account.settings)
    assert why.value.again is False
    assert account.shown() == []


def test_a_pause_that_is_asked_for_before_a_reply_leaves_no_doubt(account, out):
    known = {}
    account.faults(too_many=1.0, retry_after=7)
    with pytest.raises(Later) as why:
        line.send(out(took=known.update), account.settings)
    assert (why.value.seconds, known["reply_tried"]) == (7, False)


def test_more_than_five_messages_take_several_calls_and_each_is_made_once(account, out):
    known = {}
    answer = out("tea " * 9000, took=known.update, progress=known)
    account.faults(broken=0.0)
    line.send(answer, account.settings)
    assert len(account.shown()) == 8
    assert known["calls"] == 2 and len(known["names"]) == 8
    line.send(answer, account.settings)
    assert len(account.shown()) == 8


def test_pictures_films_recordings_and_places_go_as_what_they_are_and_the_rest_as_a_link(account, out):
    files = [
        File("a.jpg", "image/jpeg", b"x", url=URL + "a.jpg"),
        File("b.mp4", "video/mp4", b"x", url=URL + "b.mp4"),
        File("c.m4a", "audio/mp4", movie(2500), url=URL + "c.m4a"),
        File("d.m4a", "audio/mp4", b"no box", url=URL + "d.m4a"),
        File("e.pdf", "application/pdf", b"x", url=URL + "e.pdf"),
    ]
    place = {"type": "location", "latitude": 1.0, "longitude": 2.0, "name": "Shop", "address": "Rue 1"}
    messages = messages_of(out("See", files=files, parts=[place]), account.settings)
    assert [one["type"] for one in messages] == ["text", "location", "image", "video", "audio", "text", "text"]
    assert messages[2] == {
        "type": "image",
        "originalContentUrl": URL + "a.jpg",
        "previewImageUrl": URL + "a.jpg?small=1",
    }
    assert messages[4]["duration"] == 2500
    assert messages[6]["text"] == f"📎 e.pdf\n{URL}e.pdf"
    line.send(out("See", files=files, parts=[place]), account.settings)
    assert len(account.shown()) == 7


def test_without_a_public_https_address_files_are_refused_in_plain_words(account, out):
    file = File("a.jpg", "image/jpeg", b"x", url="http://desk.example/files/1/a.jpg")
    with pytest.raises(Refused, match="PUBLIC_URL"):
        line.send(out(files=[file]), account.settings)


def test_quick_replies_are_thirteen_at_most_and_their_words_come_back(account, out):
    titles = [f"Tea number {n} of the long list" for n in range(15)]
    line.send(out("Which?", parts=[{"type": "buttons", "buttons": titles}]), account.settings)
    assert account.screen()[-1]["data"]["parts"] == [{"type": "buttons", "buttons": titles[:13]}]
    [item] = _parsed(account, account.act("button", text=titles[3]))
    assert item.text == titles[3]


def test_the_customers_message_is_quoted_only_if_the_inbox_says_so(account, out):
    assert "quoteToken" not in messages_of(out(), account.settings)[0]
    assert messages_of(out(), {**account.settings, "quote": "yes"})[0]["quoteToken"]


@pytest.mark.parametrize(
    ("settings", "error", "words"),
    [
        ({"channel_access_token": "gone"}, Later, "an admin has to put in a new one"),
        ({"channel_access_token": "gone", "language": "zh"}, Later, "请管理员更换"),
    ],
)
def test_a_token_that_is_no_longer_good_waits_for_the_admin(account, out, settings, error, words):
    with pytest.raises(error, match=words):
        line.send(out(), {**account.settings, **settings})


def test_a_stranger_is_refused(account, out):
    with pytest.raises(Refused, match="no friend"):
        line.send(out(fresh=False, address="U" + "0" * 32), account.settings)


def test_a_plan_that_is_used_up_is_not_asked_again(account, out):
    from channels.adapters.line.asking import _spent
    from channels.calling import Answer

    with pytest.raises(Refused, match="used up"):
        _spent(Answer(429, b'{"message":"You have reached your monthly limit."}'), account.settings)
    assert _spent(Answer(429, b'{"message":"Too many requests"}'), account.settings) is None


def test_testing_the_inbox_sets_the_webhook_and_has_line_try_it(account, app, monkeypatch):
    assert line.check(account.settings) == []  # before there is a webhook: the token is good
    webhook = app.config["PUBLIC_URL"] + "/hooks/line-key"
    line.connect(account.settings, webhook)
    assert account.line.get("endpoint") == webhook
    monkeypatch.setitem(app.config, "PUBLIC_URL", "http://desk.example")
    assert "only over https" in line.check(account.settings)[0][0]


@pytest.mark.parametrize(
    ("known", "value", "words"),
    [
        ("inactive", True, "Use webhook"),
        (
            "webhook_test",
            {"success": False, "statusCode": 403, "reason": "ERROR_STATUS_CODE"},
            "channel secret is wrong",
        ),
        (
            "webhook_test",
            {"success": False, "statusCode": 0, "reason": "COULD_NOT_CONNECT", "detail": "TLS"},
            "cannot reach us: COULD_NOT_CONNECT TLS",
        ),
    ],
)
def test_what_keeps_line_from_delivering_is_told_in_plain_words(account, known, value, words):
    account.line.put(known, value)
    with pytest.raises(Refused, match=words):
        line.connect(account.settings, "http://127.0.0.1:8000/hooks/line-key")


def test_a_file_of_a_customer_is_fetched_from_line(account):
    for what in ("picture", "voice", "file"):
        [item] = _parsed(account, account.act(what, file=b"the bytes"))
        assert line.fetch(account.settings, **item.files[0].fetch).data == b"the bytes"


def test_a_file_elsewhere_is_fetched_only_through_the_guard(account):
    with pytest.raises(Refused):
        line.fetch(account.settings, url="http://127.0.0.1:8000/secret", filename="a", content_type="image/jpeg")


def movie(length: int) -> bytes:
    return b"\0\0\0\x6cmvhd" + bytes(12) + struct.pack(">II", 1000, length) + bytes(80)


def test_how_long_a_recording_is_stands_in_its_box():
    assert milliseconds(movie(2500)) == 2500
    assert milliseconds(b"mvhd\x01" + bytes(19) + struct.pack(">IQ", 600, 1200)) == 2000
    for odd in (b"", b"mvhd", b"mvhd" + bytes(20), b"no box at all"):
        assert milliseconds(odd) is None


def test_a_friend_is_introduced_by_the_name_that_line_knows(account):
    from channels.introducing import look

    account.write("Hello")
    identity = db.session.scalar(select(Identity).where(Identity.kind == "line"))
    look(account.inbox.id, identity.id)
    db.session.rollback()
    assert db.session.get(Customer, identity.customer_id).name == CAROL.name  # noqa: F405
    with pytest.raises(Refused):
        line.who(account.settings, "U/../../nobody")
