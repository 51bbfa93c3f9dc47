"""What an adapter remembers is committed with what it has taken in, or not at all."""

import pytest

from channels import Inbox, polling
from channels.arriving import take_in
from channels.channel import Broken, Inbound, Memory, Pull, Request
from channels.dead_letters import all_dead, replay
from helpdesk import jobs
from helpdesk.db import db
from tests.support import eventually
from tests.support.at_once import at_once
from tickets import Message

ASKED = Request("SYNC", "page", {}, {}, b"{}")


def hello(text: str = "hello") -> Inbound:
    return Inbound(text, address_kind="ring", address="carol", text=text)


def state_of(inbox) -> dict:
    db.session.rollback()
    return db.session.get(Inbox, inbox.id, populate_existing=True).state


def test_a_cursor_is_kept_together_with_the_messages_of_its_page(inbox):
    take_in(inbox, ASKED, [hello(), Memory({"cursor": "2"})])
    assert state_of(inbox) == {"cursor": "2"}
    assert db.session.query(Message).count() == 1


def test_when_the_page_cannot_be_stored_its_cursor_is_not_kept_either(inbox, monkeypatch):
    from channels import arrival

    monkeypatch.setattr(arrival, "keep", lambda *_: (_ for _ in ()).throw(OSError("the disk is gone")))
    with pytest.raises(OSError):
        take_in(inbox, ASKED, [hello(), Memory({"cursor": "2"})])
    assert state_of(inbox) == {}
    assert db.session.query(Message).count() == 0


def test_a_page_with_one_unreadable_message_is_remembered_all_the_same(inbox):
    take_in(inbox, ASKED, [Broken("no sender"), hello(), Memory({"cursor": "2"})])
    assert state_of(inbox) == {"cursor": "2"}
    assert db.session.query(Message).count() == 1


def test_a_dead_letter_that_is_tried_again_does_not_move_the_cursor_back(inbox, pigeon, monkeypatch):
    monkeypatch.setattr(pigeon, "parse", lambda *_: [hello(), Memory({"cursor": "2"})], raising=False)
    take_in(inbox, ASKED, [Broken("no sender"), Memory({"cursor": "2"})])
    take_in(inbox, ASKED, [Memory({"cursor": "9"})])
    assert replay(all_dead()[0].id) is True
    assert state_of(inbox) == {"cursor": "9"}


def test_several_who_remember_at_once_forget_nothing_of_each_other(app, inbox):
    at_once(app, *(lambda i=i: take_in(inbox, ASKED, [Memory({f"account {i}": i})]) for i in range(6)))
    assert state_of(inbox) == {f"account {i}": i for i in range(6)}


def test_when_there_is_something_to_fetch_the_inbox_is_due_at_once_and_a_worker_is_woken(inbox, pigeon):
    pigeon.poll = lambda inbox: None
    assert polling.poll_now(inbox.id)
    assert polling.due() == []
    take_in(inbox, ASKED, [Pull({"token": "t1"})])
    assert state_of(inbox) == {"token": "t1"}
    assert polling.due() == [inbox.id]
    eventually(lambda: jobs.connection().llen("rq:queue:incoming") == 1)  # the bell rings beside the commit
