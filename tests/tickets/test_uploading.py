"""Files that are uploaded before they are sent."""

from datetime import timedelta

import pytest

from helpdesk import clock, customers, files
from helpdesk.db import db, transaction
from tickets import Attachment, open_ticket, receive
from tickets.thread_page import files_of
from tickets.uploading import MOST_FILES, NoSuchUpload, NotAccepted, TooLarge, claim_uploads, forget_unsent, upload

CAROL, EVE = {"by_kind": "visitor", "by_id": 1}, {"by_kind": "visitor", "by_id": 2}


def a_message(text="see the picture"):
    carol, address = customers.identify("visitor", "carol's browser", verified=True, how="token", name="Carol")
    return receive(open_ticket(carol, by=carol, identity=address), carol, text=text)


def picture(**who):
    return upload(filename="cup.png", content_type="image/png", data=b"\x89PNG\r\n\x1a\n" + b"0" * 64, **who)


def test_an_upload_is_sent_with_its_message(app):
    file = picture(**CAROL)
    with transaction():
        message = a_message()
        claim_uploads([file.id], message, **CAROL)
    db.session.expire_all()
    sent = db.session.get(Attachment, file.id)
    assert (sent.message_id, sent.ticket_id) == (message.id, message.ticket_id)
    assert files.get(sent.storage_key).startswith(b"\x89PNG")


def test_files_stand_in_the_order_in_which_they_were_chosen(app):
    first, second, third = (picture(**CAROL).id for _ in range(3))
    with transaction():
        message = a_message()
        claim_uploads([third, first, second], message, **CAROL)
    db.session.expire_all()
    assert [file.id for file in files_of([message])[message.id]] == [third, first, second]


def test_nobody_sends_what_another_has_uploaded(app):
    file = picture(**CAROL)
    with pytest.raises(NoSuchUpload), transaction():
        claim_uploads([file.id], a_message(), **EVE)
    db.session.expire_all()
    assert db.session.get(Attachment, file.id).message_id is None


def test_a_file_goes_with_one_message_only(app):
    file = picture(**CAROL)
    with transaction():
        claim_uploads([file.id], a_message(), **CAROL)
    with pytest.raises(NoSuchUpload), transaction():
        claim_uploads([file.id], a_message(), **CAROL)


def test_a_message_carries_so_many_files_and_no_more(app):
    many = [picture(**CAROL).id for _ in range(MOST_FILES + 1)]
    with pytest.raises(NoSuchUpload), transaction():
        claim_uploads(many, a_message(), **CAROL)


@pytest.mark.parametrize("name", ["run.exe", "RUN.EXE", "a.jpg.scr", "x.lnk", "\u200b.htaccess", "run.exe ."])
def test_what_runs_when_opened_is_not_taken(app, name):
    with pytest.raises(NotAccepted):
        upload(filename=name, content_type="image/png", data=b"MZ", **CAROL)


def test_a_file_over_the_limit_is_not_taken(app, monkeypatch):
    monkeypatch.setitem(app.config, "ATTACHMENT_LIMIT_MB", "1")
    with pytest.raises(TooLarge):
        upload(filename="big.bin", content_type="", data=b"0" * (2**20 + 1), **CAROL)


def test_the_type_is_what_the_bytes_say(app):
    file = upload(filename="notes.txt", content_type="text/plain", data=b"%PDF-1.7\n%\xe2\xe3", **CAROL)
    assert file.content_type == "application/pdf"


def test_what_was_never_sent_is_forgotten_after_a_day(app):
    unsent, sent = picture(**CAROL), picture(**CAROL)
    with transaction():
        claim_uploads([sent.id], a_message(), **CAROL)
    numbers, keys = (unsent.id, sent.id), (unsent.storage_key, sent.storage_key)
    assert forget_unsent(clock.now() + timedelta(hours=23)) == 0
    assert forget_unsent(clock.now() + timedelta(hours=25)) == 1
    db.session.expire_all()
    assert [db.session.get(Attachment, number) is None for number in numbers] == [True, False]
    with pytest.raises(FileNotFoundError):
        files.get(keys[0])
    assert files.get(keys[1])
