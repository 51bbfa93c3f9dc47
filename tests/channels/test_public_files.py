"""A file that a provider fetches from us: for whoever was given its address, for a week, while the answer stands."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image
from sqlalchemy import select

from channels import public_files
from helpdesk import clock
from helpdesk.db import db, transaction
from tests.support.cast import *  # noqa: F403
from tickets import Attachment, Message, note, reply, trash
from tickets.rewriting import take_back
from tickets.thumbnails import draw_thumbnail
from tickets.uploading import upload


def picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (600, 400), "teal").save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def sent(ticket, ann):
    """sent(name, bytes): a file that ann has sent to carol."""

    def sends(name="tea.png", data=None, write=reply):
        kept = upload(filename=name, content_type="", data=data or picture(), by_kind="agent", by_id=ann.id)
        write(ticket, by=ann, text="Here it is", attachment_ids=[kept.id])
        return db.session.get(Attachment, kept.id)

    return sends


def path(address: str) -> str:
    return urlsplit(address).path


def test_whoever_has_the_address_reads_the_file_and_nothing_in_it_can_run(client, sent, app):
    address = public_files.address_of(sent())
    assert address.startswith(app.config["PUBLIC_URL"] + "/files/")
    answer = client.get(path(address))
    assert (answer.status_code, answer.content_type, answer.data) == (200, "image/png", picture())
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_small_picture_is_a_jpeg_as_providers_want_their_previews(client, sent):
    file = sent()
    address = path(public_files.address_of(file)) + "?small=1"
    assert client.get(address).content_type == "image/png"  # before it is drawn, the picture itself
    draw_thumbnail(file.id)
    answer = client.get(address)
    assert answer.content_type == "image/jpeg"
    assert max(Image.open(BytesIO(answer.data)).size) < 600


@pytest.mark.parametrize("data", [b"<html><script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_could_run_in_a_browser_is_only_offered_for_download(client, sent, data):
    answer = client.get(path(public_files.address_of(sent("page.png", data))))
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_part_of_a_long_film_can_be_asked_for(client, sent):
    answer = client.get(path(public_files.address_of(sent())), headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer.data) == (206, picture()[:10])


def test_after_a_week_it_is_gone(client, sent):
    file = sent()
    for ago, status in ((timedelta(days=6, hours=23), 200), (timedelta(days=7, seconds=2), 404)):
        assert client.get(path(public_files.address_of(file, clock.now() - ago))).status_code == status


def test_an_address_that_was_changed_anywhere_leads_nowhere(client, sent):
    good = path(public_files.address_of(sent()))
    token = good.split("/")[2]
    for place in range(len(token)):
        other = "1" if token[place] != "1" else "2"
        changed = token[:place] + other + token[place + 1 :]
        assert client.get(good.replace(token, changed)).status_code == 404, place
    for odd in ("", "x", "1-1-", token + "0", token[:-1], "é", f"{'9' * 30}-{'9' * 12}-{token[-64:]}"):
        assert client.get(f"/files/{odd}/tea.png").status_code == 404


def test_the_signature_of_one_file_does_not_open_another(client, sent):
    one, other = sent(), sent("other.png")
    number, rest = path(public_files.address_of(one)).split("/")[2].split("-", 1)
    assert number == str(one.id)
    assert client.get(f"/files/{other.id}-{rest}/other.png").status_code == 404


def test_an_answer_that_is_taken_back_takes_its_file_with_it(client, sent, ticket, ann):
    address = path(public_files.address_of(sent()))
    with transaction():
        take_back(db.session.scalar(select(Message).where(Message.kind == "reply")), ticket, by=ann)
    assert client.get(address).status_code == 404


def test_a_file_of_a_ticket_in_the_trash_is_not_handed_out(client, sent, ticket, ann):
    address = path(public_files.address_of(sent()))
    trash(ticket, by=ann)
    assert client.get(address).status_code == 404


def test_a_file_of_a_note_is_never_public(client, sent):
    assert client.get(path(public_files.address_of(sent(write=note)))).status_code == 404


def test_a_file_that_was_never_sent_is_not_there(client, app, ann):
    kept = upload(filename="a.png", content_type="", data=picture(), by_kind="agent", by_id=ann.id)
    assert client.get(path(public_files.address_of(kept))).status_code == 404
