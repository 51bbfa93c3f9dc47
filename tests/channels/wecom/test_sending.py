"""Answers to carol's WeChat through 微信客服: five to a message of hers, within 48 hours, under names of ours."""

from datetime import timedelta

import pytest
import time_machine

from channels import polling
from channels.adapters import wecom as adapter
from channels.channel import File, Outbound, Refused, Unsure
from channels.delivery import deliver_now
from channels.simulator.wecom_answers import BY_COLLEAGUE, ENDED
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
            "address_kind": "wecom",
            "address": "carol",
            "text": text,
            **more,
        }
    )


@pytest.fixture
def carols(wecom):
    """Carol has just written, and it has been pulled."""
    wecom.write("Where is my parcel?")
    polling.poll_now(wecom.inbox.id)
    return wecom


def test_a_conversation_from_carols_phone_to_the_desk_and_back(carols, ann):
    answer = reply(db.session.query(Ticket).one(), by=ann, text="在路上了。")
    assert deliver_now(carols.inbox.id) == 1
    assert carols.shown() == ["在路上了。"]
    assert db.session.get(Message, answer.id, populate_existing=True).state == "sent"


def test_an_answer_that_wecom_could_not_deliver_after_all_has_failed_and_says_why(carols, ann):
    answer = reply(db.session.query(Ticket).one(), by=ann, text="在路上了。")
    deliver_now(carols.inbox.id)
    [entry] = [entry for entry in carols.screen() if entry["side"] == "us"]
    carols.tell(entry["id"], "failed")
    polling.poll_now(carols.inbox.id)
    told = db.session.get(Message, answer.id, populate_existing=True)
    assert (told.state, told.error) == ("failed", "客户已拒收消息。")


def test_parts_have_names_made_from_our_key_that_lead_back_to_the_answer(carols):
    sent = adapter.send(outbound(files=[PICTURE]), carols.settings)
    names = [entry["id"] for entry in carols.screen() if entry["side"] == "us"]
    assert names == [f"{sent.external_id}_00", f"{sent.external_id}_01"]
    assert adapter.send(outbound("again"), carols.settings).external_id == sent.external_id
    assert adapter.send(outbound("other", key="k2"), carols.settings).external_id != sent.external_id
    assert {adapter.arriving.events.answer_of(name) for name in names} == {sent.external_id}


def test_five_answers_may_follow_and_then_carol_must_write(carols):
    for n in range(5):
        adapter.send(outbound(f"{n}"), carols.settings)
    with pytest.raises(Refused, match="最多回复 5 条"):
        adapter.send(outbound(), carols.settings)
    carols.write("thanks")
    adapter.send(outbound("welcome"), carols.settings)
    assert adapter.capabilities.at_most == 5


def test_after_48_hours_it_is_too_late(carols):
    with time_machine.travel(clock.now() + timedelta(hours=49)), pytest.raises(Refused, match="48 hours"):
        adapter.send(outbound(), {**carols.settings, "language": "en"})


def test_files_go_as_what_they_are_and_what_is_too_large_as_an_address(carols):
    files = [
        PICTURE,
        File("合同.pdf", "application/pdf", data=b"%PDF-1.7"),
        File("film.mp4", "video/mp4", data=b"x" * (21 * 2**20), url="https://desk.example/files/1/film.mp4"),
    ]
    adapter.send(outbound("", files=files), carols.settings)
    shown = [entry["data"] for entry in carols.screen() if entry["side"] == "us"]
    assert [file["filename"] for entry in shown for file in entry["files"]] == ["parcel.png", "合同.pdf"]
    assert shown[-1]["text"] == "📎 film.mp4\nhttps://desk.example/files/1/film.mp4"


def test_buttons_become_a_menu(carols):
    adapter.send(
        outbound("Refund or replacement?", parts=[{"type": "buttons", "buttons": ["Refund", "Replace"]}]),
        carols.settings,
    )
    [entry] = [entry for entry in carols.screen() if entry["side"] == "us"]
    assert entry["data"]["text"] == "Refund or replacement?"
    assert [b["title"] for b in entry["data"]["parts"][0]["buttons"]] == ["Refund", "Replace"]


def test_a_conversation_that_a_colleague_has_in_wecom_is_taken_over_one_that_has_ended_is_not(carols):
    carols.line.put("state carol", BY_COLLEAGUE)
    adapter.send(outbound("taken over"), carols.settings)
    assert carols.shown() == ["taken over"]
    carols.line.put("state carol", ENDED)
    with pytest.raises(Refused, match="会话已结束"):
        adapter.send(outbound(), carols.settings)


def test_an_answer_goes_through_the_account_that_was_written_to_else_through_the_only_one(carols):
    adapter.send(outbound("one"), {**carols.settings, "open_kfid": ""})
    adapter.send(
        outbound("two", envelope={"open_kfid": carols.settings["open_kfid"]}),
        {**carols.settings, "open_kfid": "wka,wkb"},
    )
    assert carols.shown() == ["one", "two"]
    with pytest.raises(Refused, match="无法确定"):
        adapter.send(outbound("three"), {**carols.settings, "open_kfid": "wka,wkb"})


def test_a_token_that_has_ended_is_fetched_anew_once(carols):
    adapter.send(outbound("one"), carols.settings)
    carols.line.put("access_token", {"value": "another", "until": clock.now().timestamp() + 7200})
    adapter.send(outbound("two"), carols.settings)
    assert carols.shown() == ["one", "two"]


def test_an_answer_whose_fate_is_unknown_is_not_sent_again_by_itself(carols):
    adapter.send(outbound("one"), carols.settings)
    carols.faults(hang_after=1.0)
    with pytest.raises(Unsure):
        adapter.send(outbound("two", key="k2"), carols.settings)
    assert carols.shown() == ["one", "two"]
    assert adapter.capabilities.idempotent is False


def test_the_test_button_says_what_is_wrong(wecom):
    assert adapter.check(wecom.settings) == []
    for changed, english, chinese in (
        ({"secret": "wrong"}, "secret is wrong", "Secret 错误"),
        ({"corp_id": "ww0"}, "company ID", "企业 ID"),
        ({"encoding_aes_key": "short"}, "43", "43"),
        ({"open_kfid": "wkother"}, "wkother", "wkother"),
        ({"base_url": "http://127.0.0.1:9"}, "does not answer", "无法连接企业微信"),
    ):
        [(in_english, in_chinese)] = adapter.check({**wecom.settings, **changed})
        assert english in in_english and chinese in in_chinese
    wecom.line.put("blocked_ip", "203.0.113.7")
    assert "203.0.113.7" in adapter.check(wecom.settings)[0][0]


def test_carols_files_are_fetched_under_the_name_that_wecom_gives(carols):
    carols.act("file", file=File("invoice.pdf", "application/pdf", data=b"%PDF-1.7"))
    number = carols.line.items("messages")[-1]["file"]["media_id"]
    found = adapter.fetch(carols.settings, media_id=number, name="")
    assert (found.filename, found.content_type, found.data) == ("invoice.pdf", "application/pdf", b"%PDF-1.7")
    with pytest.raises(Refused):
        adapter.fetch(carols.settings, media_id="gone", name="")
