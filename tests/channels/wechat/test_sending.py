"""Answers to carol's WeChat: cut to size, with their files, and what WeChat refuses in plain words."""

from datetime import timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from channels import access_tokens
from channels.adapters import wechat as adapter
from channels.adapters.wechat.sending import MAX_TEXT
from channels.channel import File, Later, Outbound, Refused, Stopped
from channels.delivery import deliver_now
from channels.splitting import in_bytes, split
from helpdesk import clock
from helpdesk.db import db
from tickets import Message, Ticket, reply

PICTURE = File("parcel.png", "image/png", data=b"\x89PNG" + b"x" * 100)


def outbound(text: str = "It is on its way.", **more) -> Outbound:
    return Outbound(
        **{
            "key": "k1",
            "message_id": 1,
            "ticket_id": 1,
            "address_kind": "wechat",
            "address": "carol",
            "text": text,
            **more,
        }
    )


@pytest.fixture
def carols(wechat):
    """Carol has just written."""
    wechat.write("Where is my parcel?")
    return wechat


def test_an_answer_appears_on_carols_phone(carols):
    adapter.send(outbound("在路上了 \\u0041 📦"), carols.settings)
    assert carols.shown() == ["在路上了 \\u0041 📦"]


def test_a_long_answer_is_cut_at_2048_bytes_and_arrives_whole_and_in_order(carols):
    text = "".join(f"第{n}句话，包裹还在路上。" for n in range(300))
    adapter.send(outbound(text), carols.settings)
    assert len(carols.shown()) > 2
    assert all(len(piece.encode()) <= MAX_TEXT for piece in carols.shown())
    assert "".join(carols.shown()) == text


@given(st.text(max_size=4000))
def test_whatever_the_text_every_piece_fits_and_none_is_lost(text):
    pieces = split(text, MAX_TEXT, in_bytes)
    assert all(in_bytes(piece) <= MAX_TEXT for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_pictures_voice_and_video_are_uploaded_and_sent_as_what_they_are(carols):
    files = [PICTURE, File("hello.amr", "audio/amr", data=b"#!AMR"), File("tour.mp4", "video/mp4", data=b"mp4")]
    adapter.send(outbound(files=files), carols.settings)
    kinds = [file["content_type"] for entry in carols.screen()[1:] for file in entry["data"]["files"]]
    assert kinds == ["image/png", "audio/amr", "video/mp4"]
    assert carols.shown() == ["It is on its way.", "", "", ""]


def test_what_wechat_does_not_carry_goes_as_an_address(carols):
    pdf = File("invoice.pdf", "application/pdf", data=b"%PDF", url="https://desk.example/files/1-2-3/invoice.pdf")
    huge = File("film.mp4", "video/mp4", data=b"x" * (10 * 2**20 + 1), url="https://desk.example/files/4/film.mp4")
    adapter.send(outbound("", files=[pdf, huge]), carols.settings)
    assert carols.shown() == [
        "📎 invoice.pdf\nhttps://desk.example/files/1-2-3/invoice.pdf",
        "📎 film.mp4\nhttps://desk.example/files/4/film.mp4",
    ]


def test_buttons_become_a_menu_under_the_last_words(carols):
    adapter.send(
        outbound("Refund or replacement?", parts=[{"type": "buttons", "buttons": ["Refund", "Replace"]}]),
        carols.settings,
    )
    [entry] = [e for e in carols.screen() if e["side"] == "us"]
    assert entry["data"]["text"] == "Refund or replacement?"
    assert [b["title"] for b in entry["data"]["parts"][0]["buttons"]] == ["Refund", "Replace"]


def test_what_was_taken_is_not_sent_again_when_a_later_part_fails(carols):
    told = []
    with pytest.raises(Refused, match="前 1 条已发出"):
        adapter.send(outbound(files=[File("odd.jpg", "image/jpeg", data=b"")], took=told.append), carols.settings)
    assert told == [{"done": 1}]
    adapter.send(outbound(files=[PICTURE], progress=told[0]), carols.settings)
    assert carols.shown() == ["It is on its way.", ""]


def test_after_48_hours_or_twenty_answers_the_customer_must_write_first(carols):
    for n in range(20):
        adapter.send(outbound(f"{n}"), carols.settings)
    with pytest.raises(Refused, match="下发条数上限"):
        adapter.send(outbound(), carols.settings)
    with time_machine.travel(clock.now() + timedelta(hours=49)), pytest.raises(Refused, match="48 小时"):
        adapter.send(outbound(), carols.settings)
    with pytest.raises(Refused, match="48 hours|so many answers"):
        adapter.send(outbound(), {**carols.settings, "language": "en"})


def test_who_has_left_is_noted_as_gone_and_who_never_came_is_unknown(carols):
    carols.write(what="stop")
    with pytest.raises(Stopped, match="取消关注"):
        adapter.send(outbound(), carols.settings)
    with pytest.raises(Refused, match="找不到该用户"):
        adapter.send(outbound(address="nobody"), carols.settings)


def test_a_token_that_wechat_has_ended_is_fetched_anew_once(carols):
    adapter.send(outbound("one"), carols.settings)
    carols.line.put("access_token", {"value": "another program's", "until": clock.now().timestamp() + 7200})
    adapter.send(outbound("two"), carols.settings)
    assert carols.shown() == ["one", "two"]
    carols.line.put("access_token", {"value": "gone", "until": 0})
    adapter.send(outbound("three"), carols.settings)
    assert carols.shown()[-1] == "three"
    assert access_tokens.expires_at(adapter.account(carols.settings)) > clock.now() + timedelta(minutes=110)


def test_a_wrong_secret_and_an_unlisted_address_are_said_in_plain_words(carols):
    with pytest.raises(Refused, match="AppSecret 错误"):
        adapter.send(outbound(), {**carols.settings, "app_secret": "wrong"})
    carols.line.put("blocked_ip", "203.0.113.7")
    [(english, chinese)] = adapter.check(carols.settings)
    assert "203.0.113.7" in english and "whitelist" in english
    assert "203.0.113.7" in chinese and "白名单" in chinese


def test_the_test_button_finds_nothing_wrong_or_says_what(wechat):
    assert adapter.check(wechat.settings) == []
    assert "AppSecret" in adapter.check({**wechat.settings, "app_secret": "x"})[0][0]
    assert "AppID" in adapter.check({**wechat.settings, "app_id": "wx0"})[0][0]
    assert "43" in adapter.check({**wechat.settings, "encoding_aes_key": "short"})[0][0]
    assert "does not answer" in adapter.check({**wechat.settings, "base_url": "http://127.0.0.1:9"})[0][0]


def test_no_token_and_no_secret_stands_in_any_log(carols, caplog, capsys):
    adapter.send(outbound(), carols.settings)
    carols.faults(broken=1.0)
    with pytest.raises(Later) as trouble:
        adapter.send(outbound("two"), carols.settings)
    with pytest.raises(Later) as silence:
        adapter.send(outbound("three"), {**carols.settings, "base_url": "http://127.0.0.1:9", "app_secret": "s3cret!!"})
    said = caplog.text + "".join(capsys.readouterr()) + str(trouble.value) + str(silence.value)
    token = access_tokens.token_of(adapter.account(carols.settings))
    for secret in (token, carols.settings["app_secret"], "s3cret!!"):
        assert secret not in said


def test_a_conversation_from_carols_phone_to_the_desk_and_back(carols, ann):
    message = db.session.query(Message).one()
    assert message.text == "Where is my parcel?"
    answer = reply(db.session.get(Ticket, message.ticket_id), by=ann, text="It is on its way.")
    assert deliver_now(carols.inbox.id) == 1
    assert carols.shown() == ["It is on its way."]
    assert db.session.get(Message, answer.id, populate_existing=True).state == "sent"


def test_pictures_of_carol_are_fetched_by_their_media_id_and_later_by_their_address(carols):
    from channels.channel import Request

    [posting] = carols.act("picture", file=File("parcel.png", "image/png", data=PICTURE.data))
    args = dict(pair.split("=", 1) for pair in posting.query.split("&"))
    [inbound] = adapter.parse(Request("POST", "", {}, args, posting.body), carols.settings)
    how = inbound.files[0].fetch
    found = adapter.fetch(carols.settings, **how)
    assert (found.data, found.content_type, found.filename) == (PICTURE.data, "image/png", "parcel.png")
    assert adapter.fetch(carols.settings, **{**how, "media_id": "gone"}).data == PICTURE.data
    with pytest.raises(Refused):
        adapter.fetch(carols.settings, media_id="gone", url="", name="voice.amr")
    with pytest.raises(Refused):
        adapter.fetch(carols.settings, media_id="gone", url="http://127.0.0.1:1/x", name="picture.jpg")
