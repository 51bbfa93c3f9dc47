"""Through the stand-in for Twilio: carol rings, leaves a message, is called back."""

import pytest
import requests
from sqlalchemy import select

from channels import media
from channels.calls import CannotDial, dial
from channels.inbox import Inbox
from helpdesk import people
from helpdesk.customers import Identity
from helpdesk.db import db
from helpdesk.people import Agent
from tests.channels.standing import *  # noqa: F403
from tests.channels.standing import CAROL
from tests.support.eventually import eventually
from tickets import Attachment, Message, Ticket

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "


@pytest.fixture
def twilio(provider):
    return provider("voice")


def states():
    db.session.rollback()
    return list(db.session.scalars(select(Message.state).order_by(Message.id)))


def last_text():
    db.session.rollback()
    return db.session.scalar(select(Message.text).order_by(Message.id.desc()).limit(1))


def rings(twilio, what, call="c1", **more):
    return twilio.write(what=what, person=_carol(), data={"call_id": call}, **more)


def _carol():
    from dataclasses import replace

    return replace(CAROL, id=CAROL.phone)


def test_she_rings_is_answered_and_hangs_up(twilio, ann):
    assert {answer.status_code for answer in rings(twilio, "ring")} == {200}
    assert states() == ["ringing"]
    rings(twilio, "answer")
    assert states() == ["talking"]
    rings(twilio, "hang_up")
    assert states() == ["ended"]
    assert db.session.scalar(select(Ticket.assignee_id)) == ann.id


def test_what_was_spoken_is_recorded_where_the_line_says_so(twilio, ann):
    from channels.channel import File

    rings(twilio, "ring")
    rings(twilio, "hang_up", file=File("recording.wav", "audio/wav", data=WAV))
    rings(twilio, "ring", call="c2")
    rings(twilio, "answer", call="c2")
    rings(twilio, "hang_up", call="c2", file=File("recording.wav", "audio/wav", data=WAV))
    media.fetch_now(twilio.inbox.id)
    db.session.rollback()
    spoken = db.session.scalars(select(Message).where(Message.state == "ended")).one()
    kept = db.session.scalars(select(Attachment)).one()
    assert (kept.message_id, kept.content_type.split("/")[0]) == (spoken.id, "audio")


def test_she_leaves_a_message_that_is_fetched_with_our_name_and_token(twilio):
    from channels.channel import File

    rings(twilio, "ring")
    rings(twilio, "voicemail", file=File("voicemail.wav", "audio/wav", data=WAV))
    assert states() == ["voicemail"]
    media.fetch_now(twilio.inbox.id)
    db.session.rollback()
    file = db.session.scalars(select(Attachment)).one()
    assert (file.state, file.content_type, file.size) == (None, file.content_type, len(WAV))
    assert file.content_type.startswith("audio/")


def test_a_recording_is_for_nobody_without_the_token(twilio):
    from channels.channel import File

    rings(twilio, "ring")
    rings(twilio, "voicemail", file=File("voicemail.wav", "audio/wav", data=WAV))
    base = f"{twilio.base}/2010-04-01/Accounts/{twilio.settings['account_sid']}"
    answer = requests.get(f"{base}/Recordings/RE1.mp3", auth=("AC", "wrong"), timeout=30)
    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


def test_the_settings_are_tried_and_what_is_wrong_is_said(twilio):
    from channels.register import all_adapters

    check = all_adapters()["voice"].check
    assert check(twilio.settings) == []
    assert "auth token" in check({**twilio.settings, "auth_token": "wrong"})[0][0]
    assert "not a number of this" in check({**twilio.settings, "number": "+49301"})[0][0]
    assert "hours" in check({**twilio.settings, "hours": "sometimes"})[0][0]
    assert len(check({})) == 1


def test_calling_back_rings_at_the_agent_first_and_belongs_to_the_ticket(twilio, ann):
    rings(twilio, "ring")
    rings(twilio, "hang_up")
    ticket, identity = db.session.scalars(select(Ticket)).one(), db.session.scalars(select(Identity)).one()
    inbox = db.session.get(Inbox, twilio.inbox.id)
    agent = db.session.get(Agent, ann.id)
    with pytest.raises(CannotDial, match="telephone number"):
        dial(inbox, ticket, identity, by=agent, hook=twilio.line.webhook)
    people.set_telephone(agent, phone="+4930111", extension="")
    assert dial(inbox, ticket, identity, by=agent, hook=twilio.line.webhook).open is None
    eventually(lambda: last_text() == "Outgoing call · 0:12", within=60)
    assert states() == ["missed", "ended"]
    last = db.session.scalar(select(Message).order_by(Message.id.desc()).limit(1))
    assert (last.author_id, last.ticket_id) == (ann.id, ticket.id)
    db.session.rollback()
    assert db.session.scalar(select(Ticket.waiting_since)) is None


def test_a_call_that_twilio_refuses_leaves_nothing_and_says_why(twilio, ann):
    from channels.calls import PhoneCall

    rings(twilio, "ring")
    rings(twilio, "hang_up")
    ticket, identity = db.session.scalars(select(Ticket)).one(), db.session.scalars(select(Identity)).one()
    inbox, agent = db.session.get(Inbox, twilio.inbox.id), db.session.get(Agent, ann.id)
    people.set_telephone(agent, phone="+4930111", extension="")
    from helpdesk.db import transaction

    with transaction():
        inbox.settings = {**inbox.settings, "number": "+1999"}
    with pytest.raises(CannotDial, match="not one of this account"):
        dial(inbox, ticket, identity, by=agent, hook=twilio.line.webhook)
    assert len(list(db.session.scalars(select(PhoneCall)))) == 1
