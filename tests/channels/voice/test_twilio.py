"""Twilio: signed forms in, TwiML out, and the moments of a call that each address of ours stands for."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from sqlalchemy import func, select

from channels.adapters.voice import twiml
from channels.adapters.voice.hours import hours_in, is_open
from channels.arrival import Arrival
from channels.channel import Request
from channels.register import all_adapters
from helpdesk.db import db, transaction
from tests.channels.voice.conftest import CAROLS, OURS, SETTINGS, TOKEN
from tickets import Message, Ticket

FROM = {"from": CAROLS}


def said(answer) -> ElementTree.Element:
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/xml")
    return ElementTree.fromstring(answer.data)


def state() -> str:
    db.session.rollback()
    return db.session.scalar(select(Message.state))


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def change(line, **settings):
    with transaction():
        row = db.session.merge(line)
        row.settings = {**row.settings, **settings}


def test_a_caller_rings_at_everybody_who_is_set(twilio, line, app):
    change(line, greeting_en="Welcome to Songtide & friends")
    answer = said(twilio())
    assert answer.find("Say").text == "Welcome to Songtide & friends"
    dial = answer.find("Dial")
    assert (dial.find("Number").text, dial.find("Sip").text) == ("+493011111", "sip:bob@pbx.example")
    assert dial.get("action") == app.config["PUBLIC_URL"] + "/hooks/line?step=dialled"
    assert dial.find("Number").get("statusCallbackEvent") == "answered"
    assert state() == "ringing"


def test_a_caller_from_china_is_greeted_in_chinese(twilio, line):
    change(line, greeting_zh="您好，这里是松汐。")
    say = said(twilio(From="+8613800138000")).find("Say")
    assert (say.get("language"), say.text) == ("zh-CN", "您好，这里是松汐。")


def test_a_call_that_is_answered_talked_in_and_ended(twilio, bob):
    from helpdesk import people
    from helpdesk.people import Agent

    people.set_telephone(db.session.get(Agent, bob.id), phone="sip:bob@pbx.example", extension="")
    twilio()
    twilio(
        "CA2",
        step="leg",
        args=FROM,
        ParentCallSid="CA1",
        CallStatus="in-progress",
        To="sip:bob@pbx.example",
        Direction="outbound-dial",
    )
    assert state() == "talking"
    answer = said(twilio(step="dialled", CallStatus="in-progress", DialCallStatus="completed", DialCallDuration="42"))
    assert [part.tag for part in answer] == ["Hangup"]
    twilio(step="status", CallStatus="completed", CallDuration="55")
    assert db.session.scalar(select(Message.text)) == "Incoming call · 0:42"
    assert db.session.scalar(select(Ticket.assignee_id)) == bob.id


def test_nobody_picks_up_so_the_caller_is_asked_for_a_message(twilio):
    twilio()
    answer = said(twilio(step="dialled", CallStatus="in-progress", DialCallStatus="no-answer"))
    assert answer.find("Record").get("recordingStatusCallback").endswith("step=voicemail&from=%2B4915112345678")
    assert state() == "missed"
    twilio(
        step="voicemail",
        args=FROM,
        RecordingSid="RE1",
        RecordingStatus="completed",
        RecordingDuration="9",
        RecordingUrl="https://api.twilio.com/2010-04-01/Accounts/AC0123456789/Recordings/RE1",
        From=None,
        To=None,
    )
    assert state() == "voicemail"
    assert db.session.scalar(select(Message.text)) == "Voicemail · 0:09"
    assert db.session.scalar(select(Ticket.waiting_since)) is not None


def test_who_hangs_up_at_the_tone_has_left_nothing(twilio):
    twilio()
    twilio(step="dialled", CallStatus="in-progress", DialCallStatus="no-answer")
    twilio(
        step="voicemail",
        args=FROM,
        RecordingSid="RE1",
        RecordingStatus="completed",
        RecordingDuration="0",
        RecordingUrl="https://api.twilio.com/x",
    )
    assert state() == "missed"


def test_who_hangs_up_while_it_rings_has_called_in_vain(twilio):
    twilio()
    answer = said(twilio(step="dialled", CallStatus="completed", DialCallStatus="canceled"))
    assert answer.find("Record") is None
    assert state() == "missed"


def test_a_line_that_rings_nowhere_and_one_out_of_hours_go_straight_to_the_message(twilio, line):
    change(line, ring="")
    assert said(twilio()).find("Record") is not None
    change(line, ring="+4930111", hours="Mon-Sun 00:00-00:00", closed_en="We sleep.")
    answer = said(twilio("CA3"))
    assert answer.find("Say").text == "We sleep."
    assert answer.find("Dial") is None


def test_without_voicemail_the_caller_is_told_and_not_recorded(twilio, line):
    change(line, ring="", voicemail="no")
    answer = said(twilio())
    assert [part.tag for part in answer] == ["Say", "Hangup"]


def test_a_queue_of_twilio_takes_the_caller(twilio, line):
    change(line, ring="queue:support")
    assert said(twilio()).find("Enqueue").text == "support"
    twilio(step="queued", QueueResult="bridged", CallStatus="in-progress")
    assert state() == "ended"


def test_what_nobody_signed_and_what_is_for_another_account_leaves_no_row(twilio):
    assert twilio(token="another").status_code == 403
    assert twilio(AccountSid="ACother").status_code == 403
    assert (count(Ticket), count(Arrival)) == (0, 0)


def test_a_line_without_a_twilio_account_believes_nobody(twilio, line):
    change(line, auth_token="", account_sid="")
    assert twilio(token="").status_code == 403


def test_the_token_before_the_rotation_is_still_believed(twilio, line):
    change(line, auth_token="the new one", auth_token_before=TOKEN)
    assert twilio().status_code == 200


def test_what_is_no_call_is_kept_as_a_dead_letter(twilio):
    assert twilio(CallSid=None).status_code == 200
    assert count(Arrival) == 1


@pytest.mark.parametrize(
    ("text", "day", "hour", "expected"),
    [
        ("", 23, 3, True),
        ("Mon-Fri 09:00-18:00", 23, 9, True),
        ("Mon-Fri 09:00-18:00", 23, 18, False),
        ("Mon-Fri 09:00-18:00", 22, 10, False),
        ("Sat-Mon 09:00-12:00, 13:00-17:00", 22, 13, True),
        ("Sat-Mon 09:00-12:00, 13:00-17:00", 22, 12, False),
        ("nonsense", 22, 3, True),
        ("Sun 20:00-24:00", 22, 23, True),
    ],
)
def test_hours_say_when_it_rings(text, day, hour, expected):  # 2026-11-22 is a Sunday
    assert is_open({"hours": text, "time_zone": "UTC"}, datetime(2026, 11, day, hour, tzinfo=UTC)) is expected


def test_hours_are_those_of_the_place():
    at = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    assert is_open({"hours": "Mon 09:00-10:00", "time_zone": "Asia/Shanghai"}, at)
    with pytest.raises(ValueError, match="someday"):
        hours_in("Someday 09:00-10:00")


@pytest.mark.parametrize("word", ["<Hangup/>", '"><Dial>+4900</Dial>', "&amp;"])
def test_nothing_that_is_said_or_sent_can_become_a_verb(word):
    body = ("CallSid=CA1&CallStatus=ringing&From=" + word).encode()
    request = Request("POST", "https://desk.example/hooks/line", {}, {}, body)
    status, _, xml = twiml.answer_to(request, {**SETTINGS, "greeting_en": word, "ring": word})
    tree = ElementTree.fromstring(xml)
    assert status == 200
    assert {part.tag for part in tree.iter()} == {"Response", "Say", "Dial", "Number"}


def test_every_setting_says_in_both_languages_what_it_is_and_where_to_find_it():
    for setting in all_adapters()["voice"].settings:
        assert all(setting.label(language) and setting.hint(language) for language in ("en", "zh")), setting.name
    assert OURS
