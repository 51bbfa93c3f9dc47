"""Attack 11: a visitor's files are kept and offered, and never run."""

import pytest

from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tickets import Attachment, Ticket, note

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
ACTIVE = [
    ("a.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a.html", "text/html", b"<!doctype html><script>alert(1)</script>"),
    (
        "a.xhtml",
        "application/xhtml+xml",
        b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
    ),
    ("a.xml", "text/xml", b"<?xml version='1.0'?><?xml-stylesheet href='javascript:alert(1)'?><a/>"),
    ("a.pdf", "application/pdf", b"%PDF-1.7\n/OpenAction /JavaScript"),
    ("a", "x", b"<script>alert(1)</script>"),
    ("a", "", b"<script>alert(1)</script>"),
    ("a.gif", "text/html", b"<html><script>alert(1)</script>"),
]


@pytest.mark.parametrize(("name", "kind", "data"), ACTIVE)
def test_what_could_run_is_only_offered_for_download(carols, name, kind, data):
    attachment = carols.attach(name, data, kind).json["attachment"]
    answer = carols.client.get(attachment["url"])
    headers = answer.headers
    assert answer.status_code == 200 and answer.data == data
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["Content-Type"] == "application/octet-stream"
    assert attachment["thumb_url"] is None


def test_a_gif_that_is_also_a_page_is_a_picture_to_every_browser(carols):
    attachment = carols.attach("a.gif", b"GIF89a/*<script>alert(1)</script>*/=1", "text/html").json["attachment"]
    answer = carols.client.get(attachment["url"])
    assert answer.headers["Content-Type"] == "image/gif"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "\u200b.htaccess",
        "..\\..\\x.txt",
        "../../etc/passwd",
        "a\x00.png",
        "\u202egnp.exe.txt",
        "CON.txt",
        "x" * 1000 + ".png",
        '"; filename=x.html',
        "照片 1.png",
    ],
)
def test_a_name_can_do_no_harm(carols, name):
    answer = carols.attach(name, PNG)
    if answer.status_code != 201:
        assert answer.json["error"] == "refused_type"
        return
    attachment = answer.json["attachment"]
    shown = attachment["name"]
    assert len(shown) <= 120 and not set(shown) & set('/\\\r\n\x00"\u202e\u200b')
    headers = carols.client.get(attachment["url"]).headers
    assert "\n" not in headers["Content-Disposition"] and "Set-Cookie" not in headers


def test_a_message_of_files_only_is_a_message(carols):
    attachment = carols.attach().json["attachment"]
    number = carols.opens("", attachment_ids=[attachment["id"]])
    [message] = carols.reads(number)["messages"]
    assert message["attachments"] == [attachment] and message["text"] == ""
    assert carols.start()["conversations"][0]["preview"] == "📎"


def test_nobody_sends_anothers_file(carols, eves):
    attachment = carols.attach().json["attachment"]
    answer = eves.say("Look", attachment_ids=[attachment["id"]])
    assert (answer.status_code, answer.json["error"]) == (422, "no_such_file")


def test_a_notes_file_stays_inside_even_for_who_knows_its_address(app, carols, ann):
    number = carols.opens("Hello")
    inside = note(db.session.get(Ticket, number), by=ann, text="internal")
    with transaction():
        file = insert(Attachment(message_id=inside.id, ticket_id=number, filename="x.png", content_type="image/png"))
    from helpdesk import files

    files.put(file.storage_key, PNG)
    assert carols.client.get(f"/widget/shop-chat/files/{file.token}").status_code == 404


@pytest.mark.parametrize("token", ["x", "../../../etc/passwd", "%2e%2e%2f", "a" * 300, "%00"])
def test_there_is_nothing_at_guessed_addresses(carols, token):
    assert carols.client.get(f"/widget/shop-chat/files/{token}").status_code == 404


def test_a_program_is_refused_in_plain_words(carols):
    answer = carols.attach("setup.exe", b"MZ")
    assert answer.status_code == 415 and "setup.exe" in answer.json["description"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(app, carols, monkeypatch):
    monkeypatch.setitem(app.config, "ATTACHMENT_LIMIT_MB", "1")
    assert carols.attach("big.bin", b"0" * (2**20 + 1)).status_code == 413
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 2 * 2**20)
    assert carols.attach("huge.bin", b"0" * (3 * 2**20)).status_code == 413


def test_no_file_at_all_is_a_bad_request(carols):
    answer = carols.client.post(
        "/widget/shop-chat/attachments", data={"file": "no file"}, headers={"Authorization": f"Visitor {carols.token}"}
    )
    assert answer.status_code == 400
