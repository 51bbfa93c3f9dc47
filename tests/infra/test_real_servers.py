"""The servers the other tests stand on are real ones."""

import smtplib
from email.message import EmailMessage

from sqlalchemy import create_engine, text

from helpdesk import valkey
from tests.support import eventually


def test_a_postgresql_of_the_run_answers(postgres_url):
    with create_engine(postgres_url).connect() as connection:
        assert connection.execute(text("show server_version_num")).scalar_one() >= "140000"


def test_a_valkey_of_the_run_keeps_what_it_is_given(valkey_url):
    with valkey.client(valkey_url) as server:
        server.set("colour", "green")
        assert server.get("colour") == b"green"
        assert server.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert server.config_get("appendonly") == {"appendonly": "yes"}


def test_the_smtp_server_keeps_mails_and_can_refuse_them(smtp_server):
    smtp_server.answer("451 4.3.0 later")
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "你好", "ann@desk.test", "carol@example.test"
    mail.set_content("Hello, Carol.")
    with smtplib.SMTP(smtp_server.host, smtp_server.port) as session:
        try:
            session.send_message(mail)
            refused = None
        except smtplib.SMTPDataError as answer:
            refused = answer.smtp_code
        session.send_message(mail)
    assert refused == 451
    [delivery] = eventually(lambda: smtp_server.sent_to("carol@example.test"))
    assert delivery.message["Subject"] == "你好"
    assert delivery.sender == "ann@desk.test"


def test_chromium_opens_a_page_and_its_complaints_are_heard(people):
    page = people.arrive(locale="zh-CN")
    page.set_content("<h1>帮助台</h1>")
    assert page.inner_text("h1") == "帮助台"
    page.evaluate("console.error('something broke')")
    assert eventually(lambda: any("something broke" in line for line in people.complaints))
    people.expect_complaint("something broke")
