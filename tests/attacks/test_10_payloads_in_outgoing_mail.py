"""Attack 10: what a stranger wrote comes back in our mail as words: nothing in it acts, and no header breaks."""

import re

import pytest
from sqlalchemy import select

from channels.delivery import deliver_now
from helpdesk.api import signing_in
from helpdesk.db import db, transaction
from helpdesk.people import Agent
from tests.api.conftest import Program
from tests.channels.email.conftest import desk, mail  # noqa: F401
from tests.support.cast import ann, bob, orders  # noqa: F401
from tests.support.evil import PAYLOADS
from tickets import Ticket, rename, reply
from tickets.placeholders import fill
from tickets.uploading import upload

ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|form|input|button|link|meta|base|style|svg|math|video|audio|template|textarea)\b"
    r"|<[^>]+\son\w+\s*=|<[^>]+(?:javascript|vbscript):|data:text|position\s*:|url\s*\(",
    re.I,
)
FIELDS = {
    "date",
    "from",
    "to",
    "subject",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "reply-to",
}


@pytest.fixture
def asked(desk):  # noqa: F811
    return desk.take_one(mail(proven=True)).ticket_id


def parts_of(delivery) -> dict[str, str]:
    """The texts of the mail by their type, as any mailer reads them."""
    return {
        part.get_content_type(): part.get_content()
        for part in delivery.message.walk()
        if part.get_content_maintype() == "text" and not part.get_filename()
    }


@pytest.mark.parametrize("evil", PAYLOADS, ids=range(len(PAYLOADS)))
def test_words_of_a_stranger_in_an_answer_stay_words(desk, asked, ann, evil):  # noqa: F811
    """In its text by a placeholder, its subject, its file's name, and the names of both who write."""
    with transaction():
        ticket = db.session.get(Ticket, asked)
        rename(ticket, " ".join(evil.split())[:250] or "x", by=ann)
        db.session.get(Agent, ann.id).name = evil[:80]
        file = upload(
            filename=f"{evil[:100]}.txt", content_type="text/html", data=evil.encode(), by_kind="agent", by_id=ann.id
        )
        text = fill("You wrote: {{ticket.subject}}", ticket, ann)
        reply(ticket, by=db.session.get(Agent, ann.id), text=text, attachment_ids=[file.id])
    deliver_now(desk.number)
    [delivery] = desk.smtp.deliveries
    assert delivery.recipients == ["carol@customer.test"]
    assert {name.lower() for name in delivery.message.keys()} <= FIELDS  # noqa: SIM118
    assert parts_of(delivery).keys() == {"text/plain"}  # what a stranger wrote never becomes HTML
    assert text.split() == parts_of(delivery)["text/plain"].split()
    [attached] = list(delivery.message.iter_attachments())
    assert attached.get_content_disposition() == "attachment"
    assert not set(attached.get_filename()) & set("\r\n\0/\\")


def test_html_that_a_program_sends_in_an_agents_name_is_cleaned(desk, asked, client):  # noqa: F811
    signing_in.forget()
    with transaction():
        sue = Agent(email="sue@desk.test", name="Sue", role="supervisor")
        db.session.add(sue)
    program = Program(client, sue)
    for evil in PAYLOADS:
        desk.smtp.clear()
        said = {"ticket": {"comment": {"body": "x", "html_body": f"<p>Hello</p>{evil}"}}}
        if program.ask("PUT", f"tickets/{asked}.json", said).status_code != 200:
            continue
        deliver_now(desk.number)
        [delivery] = desk.smtp.deliveries
        shown = parts_of(delivery)["text/html"]
        assert not ACTIVE.search(shown), shown
        assert "Hello" in shown


def test_nothing_was_left_unsent(desk, asked, ann):  # noqa: F811
    from channels import Outgoing

    for evil in PAYLOADS:
        reply(db.session.get(Ticket, asked), by=ann, text=evil)
    deliver_now(desk.number)
    assert len(desk.smtp.deliveries) == len(PAYLOADS)
    assert set(db.session.scalars(select(Outgoing.state))) == {"sent"}
