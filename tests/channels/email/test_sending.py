"""Answers through a real SMTP server: threaded, marked, tried again where that helps."""

import pytest

from channels import delivery
from channels.adapters.email import sending
from channels.adapters.email.reading import read
from channels.calling import Answer
from channels.channel import Refused
from channels.outgoing import Outgoing
from helpdesk import clock
from helpdesk.db import db
from tests.channels.email.conftest import count, mail
from tickets import Message

BOUNCE = """From: MAILER-DAEMON@mx.customer.test
To: support@shop.test
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@mx.customer.test>
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

I could not deliver it.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.customer.test

Final-Recipient: rfc822; carol@customer.test
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} no such user here
--x
Content-Type: text/rfc822-headers

From: support@shop.test
To: carol@customer.test
Subject: Re: My lamp
Message-ID: {message_id}
--x--
"""


@pytest.fixture
def asked(desk):
    return desk.take_one(mail(proven=True, message_id="<first@customer.test>", References="<zero@customer.test>"))


def test_an_answer_threads_and_proves_its_ticket(desk, asked, ann):
    answer = desk.answer(asked.ticket_id, ann, text="We look into it. 请稍候")
    assert (answer.state, count(Outgoing)) == ("sent", 1)
    (sent,) = desk.smtp.sent_to("carol@customer.test")
    message = sent.message
    assert message["From"] == '"Ann (Shop)" <support@shop.test>'
    assert message["To"] == "Carol <carol@customer.test>"
    assert message["Subject"] == f"Re: My lamp [#{asked.ticket_id}]"
    assert message["In-Reply-To"] == "<first@customer.test>"
    assert message["References"].split() == ["<zero@customer.test>", "<first@customer.test>"]
    assert message["Message-ID"] == answer.envelope["message_id"]
    assert message["Reply-To"] == f"Shop <{desk.token(asked.ticket_id)}>"
    assert "Auto-Submitted" not in message
    assert message.get_content().strip() == "We look into it. 请稍候"


def test_what_the_customer_answers_to_it_is_in_the_ticket(desk, asked, ann):
    desk.answer(asked.ticket_id, ann)
    (sent,) = desk.smtp.sent_to("carol@customer.test")
    ours = read(sent.raw)
    again = mail("Thanks", to=ours.reply_to[0][1], subject=ours.subject, In_Reply_To=ours.message_id)
    assert desk.take_one(again).ticket_id == asked.ticket_id


def test_who_is_copied_in_gets_it_too(desk, ann):
    asked = desk.take_one(mail(proven=True, Cc="bob@customer.test"))
    desk.answer(asked.ticket_id, ann)
    (sent,) = desk.smtp.deliveries
    assert sent.recipients == ["carol@customer.test", "bob@customer.test"]
    assert sent.message["Cc"] == "bob@customer.test"


def test_answers_go_to_the_reply_to_of_a_proven_sender_alone(desk, ann):
    proven = desk.take_one(mail(proven=True, Reply_To="carol@private.test"))
    forged = desk.take_one(mail(Reply_To="eve@evil.test", message_id="<other@customer.test>"))
    desk.answer(proven.ticket_id, ann)
    desk.answer(forged.ticket_id, ann)
    assert [sent.recipients for sent in desk.smtp.deliveries] == [["carol@private.test"], ["carol@customer.test"]]


@pytest.mark.parametrize("line", ["451 4.3.0 try again later", "421 4.3.2 closing"])
def test_a_temporary_refusal_is_tried_again(desk, asked, ann, line):
    desk.smtp.answer(line)
    answer = desk.answer(asked.ticket_id, ann)
    assert answer.state == "queued"
    assert desk.smtp.deliveries == []
    delivery.deliver_now(desk.number, as_of=clock.now() + delivery.claiming.timedelta(hours=1))
    assert [sent.message["Message-ID"] for sent in desk.smtp.deliveries] == [state_of(answer).envelope["message_id"]]
    assert state_of(answer).state == "sent"


def test_a_final_refusal_is_shown_and_not_tried_again(desk, asked, ann):
    desk.smtp.answer("554 5.7.1 not wanted here")
    answer = desk.answer(asked.ticket_id, ann)
    assert answer.state == "failed"
    assert "not wanted here" in answer.error
    delivery.deliver_now(desk.number, as_of=clock.now() + delivery.claiming.timedelta(hours=1))
    assert desk.smtp.deliveries == []


def test_a_server_that_is_away_costs_nothing_but_time(desk, asked, ann):
    desk.smtp.stop()
    answer = desk.answer(asked.ticket_id, ann)
    assert answer.state == "queued"
    assert "cannot be reached" in desk.inbox.last_error
    desk.smtp.start_again()
    delivery.deliver_now(desk.number, as_of=clock.now() + delivery.claiming.timedelta(hours=1))
    assert state_of(answer).state == "sent"


def test_an_answer_that_may_have_left_is_sent_again_as_the_same_mail(desk, asked, ann, monkeypatch):
    from channels.adapters.email import sending

    hand_over = sending.hand_over

    def break_afterwards(*arguments):
        hand_over(*arguments)
        raise sending.Unsure("the connection broke")

    monkeypatch.setattr(sending, "hand_over", break_afterwards)
    answer = desk.answer(asked.ticket_id, ann)
    assert answer.state == "queued"
    monkeypatch.undo()
    delivery.deliver_now(desk.number, as_of=clock.now() + delivery.claiming.timedelta(hours=1))
    assert state_of(answer).state == "sent"
    first, second = desk.smtp.deliveries
    assert first.message["Message-ID"] == second.message["Message-ID"]


def test_an_inbox_without_a_server_says_so(app, ann):
    from channels.connecting import connect
    from tests.channels.email.conftest import Desk

    number = connect(channel="email", name="In only", key="in-only", settings={"address": "support@shop.test"}).id
    desk = Desk(number, "support@shop.test")
    answer = desk.answer(desk.take_one(mail()).ticket_id, ann)
    assert (answer.state, answer.error) == ("failed", "this inbox has no SMTP server: an admin has to set it")


def test_a_relay_that_knows_no_passwords_is_not_given_the_mailboxs(smtp_server):
    from channels.adapters.email import sending

    settings = {
        "address": "support@shop.test",
        "imap_user": "support",
        "imap_password": "of the mailbox",
        "smtp_host": smtp_server.host,
        "smtp_port": str(smtp_server.port),
        "smtp_security": "none",
    }
    sending.hand_over(["carol@example.com"], b"Subject: Hello\r\n\r\nHello\r\n", settings)
    assert len(smtp_server.sent_to("carol@example.com")) == 1


def test_an_inbox_that_is_only_tried_out_sends_nothing(app, ann):
    from channels.connecting import connect
    from tests.channels.email.conftest import Desk

    settings = {"address": "support@shop.test", "smtp_host": "127.0.0.1", "smtp_port": "9", "try_out": "yes"}
    desk = Desk(connect(channel="email", name="Demo", key="demo-mail", settings=settings).id, "support@shop.test")
    assert desk.answer(desk.take_one(mail()).ticket_id, ann).state == "sent"


def test_a_bounce_marks_what_bounced_and_opens_nothing(desk, asked, ann):
    answer = desk.answer(asked.ticket_id, ann)
    bounce = BOUNCE.format(action="failed", status="5.1.1", message_id=answer.envelope["message_id"])
    assert desk.take(bounce.encode()) == [True]
    assert count(Message) == 2
    failed = state_of(answer)
    assert (failed.state, failed.error) == ("failed", "carol@customer.test: 5.1.1 no such user here")


def test_a_delay_is_no_failure(desk, asked, ann):
    answer = desk.answer(asked.ticket_id, ann)
    delay = BOUNCE.format(action="delayed", status="4.4.1", message_id=answer.envelope["message_id"])
    assert desk.take(delay.encode()) == []
    assert state_of(answer).state == "sent"


def test_a_bounce_of_something_else_is_a_mail_like_others(desk, asked):
    bounce = BOUNCE.format(action="failed", status="5.1.1", message_id="<not-ours@elsewhere.test>")
    message = desk.take_one(bounce.encode())
    assert message.is_auto
    assert message.ticket_id != asked.ticket_id


def test_a_forged_bounce_marks_nothing(desk, asked, ann):
    answer = desk.answer(asked.ticket_id, ann)
    name = answer.envelope["message_id"]
    forged = name.replace(name.split(".")[2][:4], "aaaa")
    desk.take(BOUNCE.format(action="failed", status="5.1.1", message_id=forged).encode())
    assert state_of(answer).state == "sent"


def state_of(message: Message) -> Message:
    db.session.rollback()
    return db.session.get(Message, message.id, populate_existing=True)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(413, b"<!doctype html><meta name=csrf content=canary>"), "takes no mail of 3 MB"),
        (Answer(403, b"<html>canary</html>"), "refused it: 403"),
        (Answer(403, b"wrong signature"), "refused it: 403 wrong signature"),
    ],
)
def test_what_a_relay_refuses_is_said_in_words_and_never_as_a_page(monkeypatch, answer, words):
    monkeypatch.setattr(sending, "call", lambda *args, **request: answer)
    with pytest.raises(Refused) as refused:
        sending.hand_over(["carol@example.com"], b"x" * 3 * 2**20, {"relay_url": "https://relay.example"})
    assert words in str(refused.value) and "canary" not in str(refused.value)
