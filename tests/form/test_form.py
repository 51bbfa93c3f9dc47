"""A form becomes one ticket, loses nothing, believes nothing, and works without JavaScript or a cookie."""

import io

import pytest
from sqlalchemy import func, select

from channels import connect, send_options
from channels.form.stamp import stamp
from channels.outgoing import Outgoing
from helpdesk import customers
from helpdesk.customers import Identity
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tests.form.conftest import text_of
from tests.support.at_once import at_once
from tickets import Attachment, Message, Ticket, TicketField, reply


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def the(model):
    db.session.rollback()
    return db.session.scalars(select(model)).one()


def test_what_is_filled_in_becomes_a_ticket_and_a_receipt_with_its_number(contact, send, orders):
    contact(ask_phone="optional", region="DE")
    answer = send(subject="Kettle", phone="0151 12345678")
    ticket = the(Ticket)
    assert answer.status_code == 200
    assert f"#{ticket.id}" in text_of(answer)
    assert (ticket.subject, ticket.channel, ticket.team_id) == ("Kettle", "form", orders.id)
    assert the(Message).text == "My kettle leaks."
    known = {one.kind: (one.value, one.verified_at) for one in db.session.scalars(select(Identity))}
    assert known == {"email": ("carol@example.com", None), "phone": ("+4915112345678", None)}


def test_an_address_is_a_claim_and_never_reaches_whoever_has_proven_it(contact, send, carol):
    contact()
    send()
    assert the(Ticket).customer_id != carol.id
    assert customers.verified("email", "carol@example.com").customer_id == carol.id


def test_the_receipt_shows_nothing_but_the_number_and_no_number_can_be_guessed(contact, send, client):
    contact()
    send()
    assert client.get("/form/contact/received/1-" + "0" * 64).status_code == 404
    assert client.get("/form/contact/received/ü-ü").status_code == 404
    where = send(text="Another", follow=False).headers["Location"]
    page = client.get(where)
    assert "carol" not in page.text.lower()
    assert client.get(where.replace("received/2", "received/1")).status_code == 404


def test_pressing_the_button_twice_is_one_ticket_and_a_change_in_between_is_another(contact, send):
    contact()
    mark = stamp("contact", ago=60)
    assert send(mark).text == send(mark).text
    assert count(Ticket) == 1
    send(mark, text="Or rather: the lid leaks.")
    assert count(Ticket) == 2


def test_pressing_it_many_times_at_once_is_one_ticket(app, contact):
    contact()
    mark = stamp("contact", ago=60)

    def press():
        form = {"stamp": mark, "email": "carol@example.com", "text": "My kettle leaks."}
        return app.test_client().post("/form/contact", data=form).status_code

    assert at_once(app, *[press] * 8) == [303] * 8
    assert count(Ticket) == 1


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"email": "nobody"}, "not an e-mail address"),
        ({"email": ""}, "needed"),
        ({"text": "  "}, "needed"),
        ({"email": "a@b.example\nBcc: x@y.example"}, "not an e-mail address"),
        ({"phone": "12"}, "not a telephone"),
        ({"email": "a,b@c.example"}, "not an e-mail address"),
        ({"text": "x" * 20_001}, "too long"),
        ({"topic": "nonsense"}, "choose one"),
        ({"field.order": ""}, "needed"),
        ({"field.order": "y" * 1001}, "not fit"),
    ],
)
def test_a_mistake_is_named_and_nothing_that_was_typed_is_lost(contact, send, wrong, word):
    with transaction():
        insert(TicketField(key="order", label_en="Order", label_zh="订单号"))
    contact(ask_phone="optional", topics="Returns | 退货; Delivery | 配送", fields="order*")
    good = {"topic": "returns", "field.order": "1042", "name": "Caröl <b>"}
    answer = send(**{**good, **wrong})
    assert answer.status_code == 422
    assert word in text_of(answer)
    names = {
        "email": "E-mail",
        "text": "Message",
        "phone": "Telephone",
        "topic": "What is it about?",
        "field.order": "Order",
    }
    assert f"{names[next(iter(wrong))]}: " in text_of(answer)
    assert "Caröl &lt;b&gt;" in answer.text
    assert count(Ticket) == 0


def test_topic_type_and_fields_are_those_of_the_ticket(contact, send):
    with transaction():
        insert(TicketField(key="order", label_en="Order", label_zh="订单号", kind="number"))
        insert(TicketField(key="secret", label_en="Ours", label_zh="内部"))
        insert(TicketField(key="agree", label_en="I agree", label_zh="同意", kind="checkbox"))
    contact(topics="Returns | 退货", types="question, complaint", fields="order, agree*")
    answer = send(
        **{
            "topic": "returns",
            "type": "complaint",
            "field.order": "1042",
            "field.agree": "yes",
            "field.secret": "from outside",
        }
    )
    assert answer.status_code == 200
    ticket = the(Ticket)
    assert (ticket.type, ticket.tag_names, ticket.fields) == ("complaint", ["returns"], {"order": 1042, "agree": True})


def test_files_come_along_and_what_runs_is_refused(contact, send):
    contact()
    given = [(io.BytesIO(b"%PDF-1.4 x"), "bill.pdf"), (io.BytesIO(b"words"), "../../notes.txt")]
    assert send(files=given).status_code == 200
    assert {file.filename for file in db.session.scalars(select(Attachment))} == {"bill.pdf", "notes.txt"}
    answer = send(text="Look", files=[(io.BytesIO(b"MZ"), "virus.exe")])
    assert answer.status_code == 422
    assert "cannot be sent" in text_of(answer)


def test_the_page_speaks_the_readers_language(contact, client):
    contact(title_zh="联系松汐", intro_en="We answer within a day.")
    english = client.get("/form/contact", headers={"Accept-Language": "de,en;q=0.8"})
    chinese = client.get("/form/contact", headers={"Accept-Language": "zh-CN"})
    assert "We answer within a day." in english.text
    assert "联系松汐" in chinese.text and 'lang="zh-CN"' in chinese.text
    assert "联系松汐" in client.get("/form/contact?lang=zh").text


def test_it_needs_no_script_and_no_cookie_and_only_allowed_sites_may_frame_it(contact, client):
    contact(origins="https://shop.example", color="#ff0000")
    page = client.get("/form/contact")
    assert "<script" not in page.text
    assert "Set-Cookie" not in page.headers
    assert "frame-ancestors 'self' https://shop.example" in page.headers["Content-Security-Policy"]
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "--surface-light:#" in client.get("/form/contact/theme.css").text
    loader = client.get("/form.js?inbox=contact")
    assert '"key": "contact"' in loader.text and loader.content_type.startswith("text/javascript")


def test_a_form_that_is_off_or_unknown_or_no_form_is_not_there(contact, client, mailbox):
    for address in ("/form/nobody", "/form/mail", "/form.js?inbox=mail", "/form/nobody/theme.css"):
        assert client.get(address).status_code == 404
    assert client.post("/form/mail", data={"email": "a@b.example", "text": "x"}).status_code == 404


def test_another_sites_own_form_is_shown_filled_in_and_sent_by_one_more_press(contact, send, client):
    contact()
    answer = send("", name="Carol")
    assert "press Send" in text_of(answer)
    assert "My kettle leaks." in answer.text
    assert count(Ticket) == 0


def test_an_answer_goes_to_the_address_by_e_mail(contact, mailbox, send, ann):
    contact()
    send()
    reply(the(Ticket), by=ann, text="Please send it back.")
    row = the(Outgoing)
    assert (row.inbox_id, row.state) == (mailbox.id, "queued")
    assert db.session.get(Identity, row.identity_id).value == "carol@example.com"


def test_without_an_e_mail_inbox_the_agent_is_told_so(contact, send, ann):
    from channels.delivery import deliver_now

    form = contact()
    send()
    reply(the(Ticket), by=ann, text="Please send it back.")
    deliver_now(form.id)
    db.session.rollback()
    answer = db.session.scalar(select(Message).where(Message.kind == "reply"))
    assert answer.state == "failed"
    assert "no e-mail inbox" in answer.error


def test_a_number_that_eve_types_beside_carols_address_is_offered_to_nobody_as_hers(contact, mailbox, send):
    contact(ask_phone="optional", region="DE")
    connect(
        channel="sms",
        name="SMS",
        key="sms",
        settings={"account_sid": "AC" + "1" * 32, "auth_token": "token-of-the-account", "number": "+4930123456"},
    )
    send(text="My kettle leaks.")
    send(text="It leaks still.", phone="0151 12345678", ip="203.0.113.9")
    for ticket in db.session.scalars(select(Ticket)).all():
        assert {way["channel"] for way in send_options(ticket)} == {"form", "email"}
