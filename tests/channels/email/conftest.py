"""A support mailbox with its servers, and people who write to it."""

import itertools
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from channels import Inbox, delivery, polling
from channels.adapters.email import addressing
from channels.arriving import arrive
from channels.channel import Request
from channels.connecting import connect
from helpdesk.crypto import purpose_key
from helpdesk.db import db
from tests.support.cast import ann, bob, orders  # noqa: F401
from tests.support.smtp import SmtpServer
from tickets import Message, Ticket, reply

OUR_SERVER = "mx.shop.test"
numbers = itertools.count(1)


@dataclass
class Desk:
    """An e-mail inbox, and what happens at it."""

    number: int
    address: str
    smtp: SmtpServer | None = None

    @property
    def inbox(self) -> Inbox:
        db.session.rollback()
        return db.session.get(Inbox, self.number, populate_existing=True)

    def take(self, raw: bytes) -> list[Message]:
        """This mail comes in."""
        return arrive(self.inbox, Request("IMAP", "imap:test", {}, {}, raw))

    def take_one(self, raw: bytes) -> Message:
        """This mail comes in and is one message."""
        (message,) = self.take(raw)
        return message

    def poll(self) -> bool:
        """Look into the mailbox."""
        return polling.poll_now(self.number)

    def answer(self, ticket_id: int, by, text: str = "We look into it.", **values) -> Message:
        """Somebody answers, and the answer goes out."""
        message = reply(db.session.get(Ticket, ticket_id), by=by, text=text, **values)
        number = message.id
        delivery.deliver_now(self.number)
        db.session.rollback()
        return db.session.get(Message, number, populate_existing=True)

    def token(self, ticket_id: int) -> str:
        """The address that proves this ticket."""
        return addressing.reply_address(self.address, ticket_id, "c", purpose_key("email"))


def mail(
    text: str = "My lamp is broken.",
    *,
    sender: str = "Carol <carol@customer.test>",
    to: str = "support@shop.test",
    subject: str = "My lamp",
    proven: bool | None = None,
    message_id: str | None = None,
    **fields: str,
) -> bytes:
    """A mail as it comes in; proven says what our own server found out about its sender."""
    verdict = {True: "pass", False: "fail"}.get(proven)
    domain = sender.rpartition("@")[2].rstrip(">")
    lines = [f"Authentication-Results: {OUR_SERVER}; dmarc={verdict} header.from={domain}"] if verdict else []
    lines += [
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Message-ID: {message_id or f'<{next(numbers)}@customer.test>'}",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + text + "\r\n").encode()


@pytest.fixture
def desk(app, smtp_server):
    """support@shop.test with an SMTP server; mail comes in by desk.take(mail(…))."""
    inbox = connect(
        channel="email",
        name="Support",
        key="support",
        settings={
            "address": "support@shop.test",
            "sender_name": "Shop",
            "smtp_host": smtp_server.host,
            "smtp_port": str(smtp_server.port),
            "smtp_security": "none",
            "plus_addressing": "yes",
            "authserv_id": OUR_SERVER,
        },
    )
    return Desk(inbox.id, "support@shop.test", smtp_server)


@pytest.fixture
def mailbox(app, imap_server):
    """A mailbox of the test's own on a real IMAP server, as an inbox."""
    address = f"box{next(numbers)}@shop.test"
    inbox = connect(channel="email", name="Box", key=f"box-{next(numbers)}", settings=imap_server.settings(address))
    return Desk(inbox.id, address)


def count(model) -> int:
    """How many rows there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))
