"""When the team has read what carol wrote, her phone shows it: once, and only where the inbox says so."""

import pytest
from sqlalchemy import select

from channels import seen
from channels.inbox import Inbox
from channels.simulator import phones
from helpdesk import jobs
from helpdesk.db import db, transaction
from tests.channels.whatsapp.conftest import CAROL
from tickets import Ticket


@pytest.fixture
def told(monkeypatch) -> list[int]:
    """The jobs that were begun, done at once."""
    numbers: list[int] = []
    monkeypatch.setattr(jobs, "later", lambda job, number, queue: (numbers.append(number), job(number)))
    return numbers


@pytest.fixture
def looks(as_agent):
    """looks(ann): she opens the ticket."""
    return lambda who: as_agent(who).put(f"/console/tickets/{db.session.scalar(select(Ticket.id))}/read", json={})


def writes(whatsapp, name: str) -> None:
    """She writes, and it stands on her phone."""
    phones.say(whatsapp.line, CAROL, name, {"text": "Hello", "state": "delivered"})
    whatsapp.write("Hello", person=CAROL, id=name)


def ticks(whatsapp) -> list[str]:
    return [entry["data"]["state"] for entry in whatsapp.screen(CAROL.id) if entry["side"] == "them"]


def keeps(whatsapp, **settings) -> None:
    with transaction():
        inbox = db.session.get(Inbox, whatsapp.inbox.id)
        inbox.settings = {**inbox.settings, **settings}


def test_the_newest_words_are_marked_once_however_many_look(whatsapp, told, looks, ann, bob):
    writes(whatsapp, "wamid.1")
    writes(whatsapp, "wamid.2")
    assert looks(ann).status_code == 200
    assert ticks(whatsapp)[-1] == "read" and len(told) == 1
    looks(ann)
    looks(bob)
    assert len(told) == 1
    writes(whatsapp, "wamid.3")
    looks(bob)
    assert len(told) == 2


def test_an_inbox_may_keep_it_to_itself(whatsapp, told, looks, ann):
    keeps(whatsapp, mark_read="no")
    writes(whatsapp, "wamid.1")
    looks(ann)
    assert told and ticks(whatsapp)[-1] == "delivered"


def test_a_provider_in_trouble_keeps_nobody_from_reading(whatsapp, told, looks, ann):
    whatsapp.write("Hello", person=CAROL)
    keeps(whatsapp, base_url="http://127.0.0.1:1")
    assert looks(ann).status_code == 200 and len(told) == 1
    seen.tell(10**9)  # its message is gone
