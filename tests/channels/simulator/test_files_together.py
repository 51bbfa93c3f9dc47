"""Files that a customer sends: several at once in one mail or form are one ticket, and every file keeps its name."""

import pytest

from channels import media, polling
from channels.channel import File
from channels.simulator.standin import Person
from helpdesk.db import db
from tests.support import eventually
from tests.support.cast import *  # noqa: F403
from tickets import IN_ORDER, Attachment, Message, Ticket

NORA = Person(id="nora@example.com", name="Nora", phone="+14155550111")
PICTURES = [File(f"lid {n}.png", "image/png", data=b"\x89PNG\r\n\x1a\n" + bytes([n])) for n in range(10)]
pytestmark = pytest.mark.usefixtures("orders")


def names() -> list[str]:
    db.session.rollback()
    return [row.filename for row in db.session.query(Attachment).order_by(*IN_ORDER)]


@pytest.mark.parametrize("kind", ["email", "form"])
def test_ten_pictures_at_once_are_one_ticket_with_one_message_and_ten_files(provider, kind):
    line = provider(kind)
    answers = line.post(*line.act("picture", person=NORA, text="Ten", file=PICTURES[0], beside=tuple(PICTURES[1:])))
    assert [answer.status_code < 400 for answer in answers] == [True]
    eventually(lambda: len(names()) == 10)
    assert names() == [file.filename for file in PICTURES]
    assert (db.session.query(Ticket).count(), db.session.query(Message).filter_by(kind="inbound").count()) == (1, 1)


@pytest.mark.parametrize("kind", ["wecom", "messenger"])
def test_a_file_keeps_its_name(provider, kind):
    line = provider(kind)
    line.write("", "file", file=File("报价单 2026.pdf", "application/pdf", data=b"%PDF-1.4 offer"))

    def fetched():
        polling.poll_now(line.inbox.id)
        media.fetch_now(line.inbox.id)
        return names() == ["报价单 2026.pdf"]

    eventually(fetched)
