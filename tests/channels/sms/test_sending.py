"""Answers by SMS, over real HTTP to a stand-in that is as strict as Twilio."""

import pytest
from sqlalchemy import func, select, update

from channels.adapters import sms
from channels.adapters.sms.sending import texts_of
from channels.channel import File, Later, Outbound, Refused, Request, Stopped
from channels.delivery import deliver_now
from channels.outgoing import Outgoing, OutgoingPart
from helpdesk.customers import Identity
from helpdesk.db import db, transaction
from tests.channels.standing import *  # noqa: F403
from tests.support.cast import *  # noqa: F403
from tests.support.eventually import eventually
from tickets import Message, Ticket, reply

URL = "https://desk.example/files/1-2-3/"


@pytest.fixture
def twilio(provider):
    return provider("sms")


@pytest.fixture
def out(twilio):
    """out(text, …): an answer to carol."""

    def makes(text="Here you are", **more):
        return Outbound(
            **{
                "key": "k",
                "message_id": 1,
                "ticket_id": 1,
                "address_kind": "phone",
                "address": CAROL.phone,  # noqa: F405
                "text": text,
                **more,
            }
        )

    twilio.act(text="Hello")
    return makes


def test_words_arrive_from_our_number(twilio, out):
    sent = sms.send(out(), twilio.settings)
    assert twilio.shown() == ["Here you are"]
    assert sent.external_id.startswith("SM")
    assert sent.envelope["segments"] == 1


def test_whoever_wrote_to_one_of_several_numbers_is_answered_from_it(twilio, out):
    both = {**twilio.settings, "number": f"+15005550000, {twilio.settings['number']}"}
    with pytest.raises(Refused):
        sms.send(out(), both)  # the first one is the sender, and the stand-in does not have it
    sms.send(out(envelope={"our_number": twilio.settings["number"]}), both)
    assert twilio.shown() == ["Here you are"]


def test_a_number_that_twilio_never_saw_may_be_written_to(twilio, out):
    sms.send(out(address="+491710000000"), twilio.settings)
    assert twilio.shown("+491710000000") == ["Here you are"]


def test_a_long_answer_goes_in_several_texts_none_of_which_is_sent_twice(twilio, out):
    known = {}
    words = "a cup of green tea, " * 200
    sms.send(out(words, took=known.update), twilio.settings)
    assert len(twilio.shown()) == 3
    assert all(len(text) <= 1600 for text in twilio.shown())
    sms.send(out(words, progress={"sent": known["sent"][:2]}), twilio.settings)
    assert len(twilio.shown()) == 4


def test_files_go_as_links_or_as_mms(twilio, out):
    files = [File("a.jpg", "image/jpeg", b"x", url=URL + "a.jpg")]
    assert texts_of(out("See", files=files), twilio.settings) == [f"See\na.jpg: {URL}a.jpg"]
    mms = {**twilio.settings, "files": "mms"}
    assert texts_of(out("See", files=files), mms) == ["See"]
    assert sms.send(out("", files=files), mms).external_id.startswith("MM")


def test_files_need_an_address_that_twilio_can_reach(twilio, out):
    file = File("a.jpg", "image/jpeg", b"x", url="http://127.0.0.1:8000/files/a.jpg")
    with pytest.raises(Refused, match="PUBLIC_URL"):
        sms.send(out(files=[file]), {**twilio.settings, "base_url": "https://api.twilio.com"})


@pytest.mark.parametrize(
    ("more", "error", "words"),
    [({"address": "+1"}, Refused, "not a number that can be written to"), ({"text": " "}, Refused, "nothing to send")],
)
def test_what_cannot_be_sent_is_refused_in_plain_words(twilio, out, more, error, words):
    with pytest.raises(error, match=words):
        sms.send(out(**more), twilio.settings)


def test_who_has_opted_out_wants_nothing_more(twilio, out):
    twilio.write(what="stop")
    with pytest.raises(Stopped, match="21610"):
        sms.send(out(), twilio.settings)


def test_a_token_that_is_no_longer_good_waits_for_the_admin(twilio, out):
    with pytest.raises(Later, match="an admin has to put in the new one"):
        sms.send(out(), {**twilio.settings, "auth_token": "gone"})
    with pytest.raises(Later, match="请管理员更换"):
        sms.send(out(), {**twilio.settings, "auth_token": "gone", "language": "zh"})


def test_an_api_key_goes_before_the_token():
    from channels.adapters.sms.asking import credentials

    known = {"account_sid": "AC1", "auth_token": "t", "api_key_sid": "SK1", "api_key_secret": "s"}
    assert credentials(known) == ("SK1", "s")
    assert credentials({**known, "api_key_secret": ""}) == ("AC1", "t")


def test_testing_the_inbox_sets_the_webhook_and_says_what_is_wrong(twilio, app, monkeypatch):
    webhook = app.config["PUBLIC_URL"] + "/hooks/sms-key"
    sms.connect(twilio.settings, webhook)
    assert twilio.line.get("sms_url") == webhook
    assert sms.check(twilio.settings) == []
    assert "no number of this" in sms.check({**twilio.settings, "number": "+491"})[0][0]
    assert "a number is wrong" in sms.check({**twilio.settings, "number": "our shop"})[0][0]
    assert "Twilio" in sms.check({**twilio.settings, "auth_token": "gone"})[0][0]


def test_a_file_of_a_customer_is_fetched_with_our_password(twilio):
    [posting] = twilio.act("picture", file=b"the bytes")
    request = Request("POST", twilio.line.webhook, {"content-type": posting.headers["Content-Type"]}, {}, posting.body)
    [item] = sms.parse(request, twilio.settings)
    assert sms.fetch(twilio.settings, **item.files[0].fetch).data == b"the bytes"


def test_an_answer_is_marked_as_delivered_when_twilio_says_so_and_never_back(twilio, ann):
    twilio.write("Where is my tea?")
    answer = reply(db.session.scalar(select(Ticket)), by=ann, text="On its way.")
    deliver_now(twilio.inbox.id)
    assert twilio.shown() == ["On its way."]

    def state():
        db.session.rollback()
        return db.session.get(Message, answer.id, populate_existing=True).state

    assert eventually(lambda: state() == "delivered")
    [entry] = [entry for entry in twilio.screen() if entry["side"] == "us"]
    assert [answer.status_code for answer in twilio.tell(entry["id"], "sent")] == [200]
    assert state() == "delivered"


def test_of_a_long_answer_each_text_tells_for_itself_and_the_worst_is_shown(twilio, ann):
    twilio.write("How does it work?")
    answer = reply(db.session.scalar(select(Ticket)), by=ann, text="Fill it with water, then wait. " * 120)
    deliver_now(twilio.inbox.id)

    def states():
        db.session.rollback()
        rows = db.session.scalars(select(OutgoingPart).where(OutgoingPart.message_id == answer.id)).all()
        return [row.state for row in rows], db.session.get(Message, answer.id, populate_existing=True).state

    assert eventually(lambda: states() == (["delivered"] * 3, "delivered"))
    with transaction():
        for table in (OutgoingPart, Outgoing, Message):  # as they were before anything was told
            db.session.execute(update(table).where(table.state == "delivered").values(state="sent"))
    entries = [entry for entry in twilio.screen() if entry["side"] == "us"]
    twilio.tell(entries[1]["id"], "failed")
    shown, whole = states()
    assert sorted(shown) == ["failed", "sent", "sent"] and whole == "failed"
    assert db.session.get(Message, answer.id).error.startswith("(2/3)")


def test_stop_is_kept_and_start_takes_it_back(twilio):
    twilio.write("Hello")
    twilio.write(what="stop")
    stopped = select(Identity.stopped_at).where(Identity.kind == "phone")
    assert db.session.scalar(stopped) is not None
    twilio.write(what="start")
    db.session.rollback()
    assert db.session.scalar(stopped) is None
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 1
