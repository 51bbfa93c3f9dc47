"""A conversation by WhatsApp, both ways, through the real webhook and the stand-in's real API."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from channels import Inbox, Outgoing, all_adapters, retry, windows
from channels.channel import File
from channels.delivery import deliver_now
from channels.media import fetch_now
from channels.simulator.meta.posting import handshake
from helpdesk import clock, customers, files
from helpdesk.db import db, transaction
from tests.channels.payload_files import payloads
from tests.channels.whatsapp.conftest import CAROL
from tests.support.eventually import eventually
from tickets import Attachment, Message, Ticket, reply


def messages():
    db.session.rollback()
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def afresh(row):
    """The row as the others have left it."""
    db.session.rollback()
    db.session.refresh(row)
    return row


@pytest.fixture
def asked(whatsapp):
    """Carol has asked something."""
    whatsapp.write("Where is my teapot?", person=CAROL)
    return db.session.scalar(select(Ticket))


def test_a_question_is_answered_and_the_marks_come_back(whatsapp, asked, ann):
    answer = reply(asked, by=ann, text="It leaves today.")
    deliver_now(whatsapp.inbox.id)
    assert whatsapp.shown(CAROL.id) == ["It leaves today."]
    whatsapp.tell(afresh(answer).envelope["ids"][0], "read", CAROL.id)
    assert afresh(answer).state == "read"


def test_the_customer_has_the_id_and_the_number_as_proven_addresses(whatsapp, asked):
    by_id = customers.verified("whatsapp", "US.1349")
    assert by_id.customer_id == customers.verified("phone", "+14155550100").customer_id == asked.customer_id
    assert db.session.get(customers.Customer, asked.customer_id).name == "Carol Díaz"


def test_who_was_known_by_number_is_the_same_when_the_id_appears(whatsapp):
    by_name = {one.name: one for one in payloads("whatsapp")}
    for name in ("text_by_number_alone", "text", "text_by_id_alone"):
        whatsapp.post(by_name[name].posting(whatsapp))
    said = messages()
    assert len(said) == 3 and len({message.ticket_id for message in said}) == 1
    assert db.session.scalars(select(customers.Identity.kind)).all().count("whatsapp") == 1


def test_after_a_changed_number_the_conversation_goes_on(whatsapp):
    by_name = {one.name: one for one in payloads("whatsapp")}
    whatsapp.post(by_name["text"].posting(whatsapp), by_name["number_changed"].posting(whatsapp))
    ticket = messages()[0].ticket_id
    assert customers.verified("whatsapp", "US.77").customer_id == db.session.get(Ticket, ticket).customer_id


def test_a_picture_comes_with_its_bytes(whatsapp):
    whatsapp.write("Broken", "picture", person=CAROL, file=File("p.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 a picture"))
    fetch_now(whatsapp.inbox.id)
    db.session.rollback()
    row = db.session.scalar(select(Attachment))
    assert files.get(row.storage_key) == b"\xff\xd8\xff\xe0 a picture" and row.state is None


def test_text_and_files_are_sent_each_once_though_the_provider_stumbles(whatsapp, asked, ann, monkeypatch):
    made = reply(asked, by=ann, text="Here they are. " + "x" * 1500)
    monkeypatch.setattr(
        "channels.composing._files",
        lambda message: [File("a.png", "image/png", b"a"), File("b.pdf", "application/pdf", b"b")],
    )
    whatsapp.faults(broken=0.4, seed=14)
    now = clock.now()
    for hour in range(40):
        deliver_now(whatsapp.inbox.id, now + timedelta(hours=hour))
        db.session.rollback()
        with transaction():
            db.session.execute(update(Outgoing).values(due_at=now))
            db.session.execute(update(Inbox).values(paused_until=None))
    whatsapp.faults()
    shown = [
        (one["data"]["text"][:14], [f["filename"] for f in one["data"]["files"]])
        for one in whatsapp.screen(CAROL.id)
        if one["side"] == "us"
    ]
    assert shown == [("Here they are.", []), ("", ["a.png"]), ("", ["b.pdf"])]
    assert afresh(made).state in ("sent", "delivered")
    assert whatsapp.counted("broken") > 0


def test_the_window_is_a_day_and_the_provider_holds_it_too(whatsapp, asked):
    assert windows.window_of(whatsapp.inbox, asked.identity_id) - messages()[0].at == timedelta(hours=24)


def test_to_somebody_without_whatsapp_the_answer_fails_with_a_reason(whatsapp, asked, ann):
    whatsapp.line.put(f"person {CAROL.id}", None)
    answer = reply(asked, by=ann, text="Hello?")
    deliver_now(whatsapp.inbox.id)
    assert eventually(lambda: afresh(answer).state == "failed")
    assert "cannot be delivered" in answer.error


def test_what_whatsapp_took_and_then_lost_is_sent_whole_again(whatsapp, asked, ann):
    person = whatsapp.line.get(f"person {CAROL.id}")
    whatsapp.line.put(f"person {CAROL.id}", None)
    answer = reply(asked, by=ann, text="word " * 1500)
    deliver_now(whatsapp.inbox.id)
    assert eventually(lambda: afresh(answer).state == "failed")
    whatsapp.line.put(f"person {CAROL.id}", person)
    db.session.rollback()
    retry(answer, by=ann)
    deliver_now(whatsapp.inbox.id)
    assert len(whatsapp.shown(CAROL.id)) == 2
    assert eventually(lambda: afresh(answer).state == "delivered")


def test_metas_handshake_is_answered_at_the_webhook(whatsapp):
    good, bad = (handshake(whatsapp.line, word) for word in (whatsapp.settings["verify_token"], "another"))
    answers = whatsapp.post(good, bad)
    assert [(answer.status_code, answer.text) for answer in answers] == [(200, "1158201444"), (403, "")]
    assert answers[0].content_type.startswith("text/plain")


def test_connecting_has_meta_ask_and_the_word_that_was_made_is_known(whatsapp):
    all_adapters()["whatsapp"].connect(whatsapp.settings, whatsapp.line.webhook)
    assert eventually(lambda: whatsapp.counted("postings") == 1)


def test_sixteen_deliveries_at_once_of_somebody_who_gets_an_id_are_each_message_once(whatsapp):
    by_name = {one.name: one.posting(whatsapp) for one in payloads("whatsapp")}
    whatsapp.post(by_name["text_by_number_alone"])
    with ThreadPoolExecutor(8) as threads:
        given = list(
            threads.map(lambda n: whatsapp.post(by_name["text" if n % 2 else "text_by_id_alone"])[0], range(16))
        )
    later = whatsapp.post(by_name["text"], by_name["text_by_id_alone"])
    assert {answer.status_code for answer in (*given, *later)} <= {200, 503}
    assert {answer.status_code for answer in later} == {200}
    assert len({message.external_index for message in messages()}) == len(messages()) == 3
