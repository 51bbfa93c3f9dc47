"""Mail on a real IMAP server: each becomes one message, and is marked as read only when that is safe."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from channels import arriving, polling
from channels.adapters.email import fetching
from helpdesk.db import db
from tests.channels.email.conftest import count, mail
from tests.support import eventually
from tickets import Message, Ticket


@pytest.fixture
def put(mailbox, imap_server):
    """Lay mails into the mailbox."""
    return lambda *mails, **how: imap_server.put(mailbox.address, *mails, **how)


def test_new_mail_becomes_tickets_and_is_then_marked_as_read(mailbox, put, imap_server):
    put(mail("One"), mail("Two"))
    assert mailbox.poll()
    assert (count(Ticket), count(Message)) == (2, 2)
    assert imap_server.count(mailbox.address) == 2
    assert imap_server.count(mailbox.address, "UNSEEN") == 0


def test_nothing_is_taken_in_twice(mailbox, put, imap_server):
    put(mail("One"))
    assert mailbox.poll()
    with imap_server.client(mailbox.address) as program:
        program.store("1", "-FLAGS", r"(\Seen)")  # somebody marks it as unread
    assert mailbox.poll()
    assert count(Message) == 1


def test_mail_that_was_read_before_the_inbox_was_connected_is_left_alone(mailbox, put):
    put(mail("Old"), flags=r"(\Seen)")
    put(mail("New"))
    assert mailbox.poll()
    assert [message.text for message in db.session.query(Message)] == ["New"]


def test_mail_that_somebody_opens_in_another_program_is_not_lost(mailbox, put):
    assert mailbox.poll()
    put(mail("Opened on a telephone"), flags=r"(\Seen)")
    assert mailbox.poll()
    assert count(Message) == 1


def test_a_mail_stays_unread_until_it_is_committed(mailbox, put, imap_server, monkeypatch):
    put(mail("Precious"))
    seen_during = []

    def crash(*_):
        seen_during.append(imap_server.count(mailbox.address, "UNSEEN"))
        raise OSError("the disk is full")

    monkeypatch.setattr(arriving, "_keep", crash)
    assert mailbox.poll() is False
    monkeypatch.undo()
    assert set(seen_during) == {1}
    assert imap_server.count(mailbox.address, "UNSEEN") == 1
    assert "the disk is full" in mailbox.inbox.last_error
    assert mailbox.poll()
    assert count(Message) == 1


def test_a_commit_without_its_mark_is_not_repeated(mailbox, put, monkeypatch):
    put(mail("One"), mail("Two"))
    monkeypatch.setattr(fetching.mailbox, "mark_kept", lambda *_: 1 / 0)
    assert mailbox.poll() is False
    monkeypatch.undo()
    assert count(Message) == 2
    assert mailbox.poll()
    assert count(Message) == 2


def test_when_the_server_numbers_its_mails_anew_nothing_is_lost_and_nothing_doubled(mailbox, put, imap_server):
    put(*(mail(f"Before {n}") for n in range(5)))
    assert mailbox.poll()
    imap_server.stop()
    imap_server.number_anew(mailbox.address)
    imap_server.start()
    put(mail("After, read elsewhere"), flags=r"(\Seen)")
    put(mail("After"))
    assert mailbox.poll()
    assert count(Message) == 7
    assert mailbox.poll()
    assert count(Message) == 7


def test_the_same_mail_in_two_folders_is_one_message(app, imap_server):
    from channels.connecting import connect
    from tests.channels.email.conftest import Desk

    address = "two-folders@shop.test"
    raw = mail("Once")
    for folder in ("INBOX", "Support"):
        imap_server.put(address, raw, mail(f"Only in {folder}"), folder=folder)
    settings = imap_server.settings(address, imap_folders="INBOX, Support")
    desk = Desk(connect(channel="email", name="Two", key="two", settings=settings).id, address)
    assert desk.poll()
    assert count(Message) == 3
    assert imap_server.count(address, "UNSEEN", folder="Support") == 0


def test_two_who_fetch_at_once_make_one_message_of_each_mail(app, mailbox, put):
    put(*(mail(f"Mail {n}") for n in range(30)))
    number, settings = mailbox.number, mailbox.inbox.settings

    def fetch(_):
        with app.app_context(), fetching.mailbox.connected(settings) as box:
            return fetching.take_new(number, box, "INBOX")

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(fetch, range(3))) >= 30
    assert (count(Message), count(Ticket)) == (30, 30)


def test_when_the_server_breaks_off_the_next_visit_goes_on(mailbox, put, imap_server, monkeypatch):
    put(*(mail(f"Mail {n}") for n in range(6)))
    fetch, calls = fetching.mailbox.fetch, []

    def break_off(box, uids):
        calls.append(uids)
        if len(calls) == 3:
            imap_server.stop()
        return fetch(box, uids)

    monkeypatch.setattr(fetching, "BATCH", 2)

    monkeypatch.setattr(fetching.mailbox, "fetch", break_off)
    assert mailbox.poll() is False
    assert count(Message) == 4
    monkeypatch.undo()
    assert mailbox.poll() is False
    assert "cannot be reached" in mailbox.inbox.last_error
    imap_server.start()
    assert mailbox.poll()
    assert count(Message) == 6
    assert mailbox.inbox.last_error is None


def test_a_wrong_password_is_said(app, imap_server):
    from channels.connecting import connect
    from tests.channels.email.conftest import Desk

    settings = imap_server.settings("wrong@shop.test") | {"imap_password": "guessed"}
    desk = Desk(connect(channel="email", name="Wrong", key="wrong", settings=settings).id, "wrong@shop.test")
    assert desk.poll() is False
    assert "does not accept the user or password" in desk.inbox.last_error
    assert "guessed" not in desk.inbox.last_error


def test_a_mail_is_there_as_soon_as_it_comes(app, mailbox, put):
    number, stop = mailbox.number, threading.Event()

    def hear():
        with app.app_context():
            polling.hear(number, stop)

    thread = threading.Thread(target=hear, daemon=True)
    thread.start()
    try:
        put(mail("Before"))
        eventually(lambda: count(Message) == 1)
        put(mail("While listening"))
        eventually(lambda: count(Message) == 2)
    finally:
        stop.set()
        thread.join(10)
    assert not thread.is_alive()


def test_a_mail_nobody_can_make_anything_of_is_kept_for_an_admin_and_the_others_arrive(mailbox, put, monkeypatch):
    from channels.adapters import email
    from channels.dead_letters import all_dead, replay

    items_of = email.arriving.items_of
    monkeypatch.setattr(
        email.arriving, "items_of", lambda raw, *rest: 1 / 0 if b"poison" in raw else items_of(raw, *rest)
    )
    put(mail("One"), mail("poison"), mail("Two"))
    assert mailbox.poll()
    assert count(Message) == 2
    (dead,) = all_dead()
    monkeypatch.undo()
    assert replay(dead.id)
    assert count(Message) == 3


def test_large_mails_are_fetched_one_by_one(mailbox, put, monkeypatch):
    fetch, journeys = fetching.mailbox.fetch, []
    monkeypatch.setattr(fetching.mailbox, "fetch", lambda box, uids: journeys.append(len(uids)) or fetch(box, uids))
    monkeypatch.setattr(fetching, "BATCH_BYTES", 5000)
    put(mail("small"), mail("large " * 2000), mail("small too"))
    assert mailbox.poll()
    assert (journeys, count(Message)) == ([1, 1, 1], 3)


def test_one_that_cannot_be_kept_does_not_hold_back_the_marks_of_those_before(mailbox, put, imap_server, monkeypatch):
    keep = arriving._keep

    def fails(inbox, request, items):
        if b"third" in request.body:
            raise OSError("the disk is full")
        return keep(inbox, request, items)

    monkeypatch.setattr(arriving, "_keep", fails)
    put(mail("first"), mail("second"), mail("third"), mail("fourth"))
    assert mailbox.poll() is False
    assert imap_server.count(mailbox.address, "UNSEEN") == 2
    monkeypatch.undo()
    assert mailbox.poll()
    assert count(Message) == 4


def test_who_listens_notices_that_the_server_hung_up(app, mailbox, put, imap_server, monkeypatch):
    waiting, waits = threading.Event(), fetching._await_mail

    def tells(box, stop):
        waiting.set()
        waits(box, stop)

    def hears():
        with app.app_context():
            heard.append(polling.hear(mailbox.number, threading.Event()))

    monkeypatch.setattr(fetching, "_await_mail", tells)
    heard: list[bool] = []
    listener = threading.Thread(target=hears)
    listener.start()
    assert waiting.wait(20)
    imap_server.stop()
    listener.join(30)
    imap_server.start()
    assert heard == [False], "it would have asked a closed connection for minutes, as fast as it can"
    assert mailbox.inbox.last_error
