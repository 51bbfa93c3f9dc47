"""Files that a message only names are fetched after it, by a job; nothing waits for them and nothing loses them."""

import io
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from channels import ingest, media
from channels.channel import File, Inbound, Later, Refused
from channels.fetch_row import Fetch
from helpdesk import clock, files
from helpdesk.db import db, transaction
from helpdesk.events import Event
from tickets import Attachment
from tickets.events import FILE_FETCHED


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def named(inbox):
    """A message that names one picture."""
    return ingest(
        inbox,
        Inbound(
            "m1",
            "ring",
            "carol",
            "look",
            files=[File("photo.png", "application/octet-stream", fetch={"media_id": "abc"})],
        ),
    )


def attachment_of(message) -> Attachment:
    db.session.rollback()
    return db.session.scalar(
        select(Attachment).where(Attachment.message_id == message.id).execution_options(populate_existing=True)
    )


def fetched() -> list[str]:
    return [e.data["state"] for e in db.session.scalars(select(Event).where(Event.name == FILE_FETCHED))]


def test_the_message_is_there_at_once_and_its_file_is_marked_as_on_its_way(app, inbox, named):
    assert attachment_of(named).state == "fetching"
    row = db.session.scalar(select(Fetch))
    assert row.how == {"media_id": "abc"}
    assert b"abc" not in row.how_sealed


def test_the_job_fills_it_in_with_its_type_and_a_small_picture_and_tells_it(app, inbox, pigeon, named):
    pigeon.fetch = lambda settings, media_id: File("", "image/png", picture())
    assert media.fetch_now(inbox.id) == 1
    file = attachment_of(named)
    assert (file.state, file.content_type, file.size) == (None, "image/png", len(picture()))
    assert files.get(file.storage_key) == picture()
    assert len(files.get(file.thumbnail_key)) < len(picture()) + 5000
    assert fetched() == ["here"]
    assert db.session.scalar(select(Fetch.state)) == "done"


def test_a_file_that_came_without_a_name_gets_the_one_that_comes_with_its_bytes(app, inbox, pigeon):
    nameless = File("file", "application/octet-stream", fetch={"media_id": "abc"})
    message = ingest(inbox, Inbound("m2", "ring", "carol", "", files=[nameless]))
    pigeon.fetch = lambda settings, media_id: File("报价单.pdf", "application/pdf", b"%PDF-1.4")
    media.fetch_now(inbox.id)
    assert attachment_of(message).filename == "报价单.pdf"


def test_what_is_refused_has_failed_with_the_reason_and_an_agent_can_try_again(app, inbox, pigeon, named):
    def refuse(settings, media_id):
        raise Refused("not there (404)")

    pigeon.fetch = refuse
    media.fetch_now(inbox.id)
    assert (attachment_of(named).state, attachment_of(named).error) == ("failed", "not there (404)")
    pigeon.fetch = lambda settings, media_id: File("", "image/png", picture())
    assert media.retry(attachment_of(named)) is True
    assert media.retry(attachment_of(named)) is False
    media.fetch_now(inbox.id)
    assert (attachment_of(named).state, attachment_of(named).error) == (None, None)
    assert fetched() == ["failed", "fetching", "here"]


def test_trouble_is_waited_out_with_growing_pauses_and_given_up_in_the_end(app, inbox, pigeon, named):
    asked = []

    def trouble(settings, media_id):
        asked.append(media_id)
        raise Later("no answer")

    pigeon.fetch = trouble
    media.fetch_now(inbox.id)
    assert media.fetch_now(inbox.id) == 0
    assert attachment_of(named).state == "fetching"
    for _ in range(20):
        media.fetch_now(inbox.id, as_of=clock.now() + timedelta(days=1))
    assert len(asked) == media.MOST_TRIES
    assert (attachment_of(named).state, attachment_of(named).error) == ("failed", "no answer")


def test_a_file_that_is_too_large_for_this_house_is_refused(app, inbox, pigeon, named):
    app.config["ATTACHMENT_LIMIT_MB"] = "1"
    pigeon.fetch = lambda settings, media_id: File("", "image/png", b"x" * (2**20 + 1))
    try:
        media.fetch_now(inbox.id)
    finally:
        app.config["ATTACHMENT_LIMIT_MB"] = "25"
    assert "larger" in attachment_of(named).error


def test_what_a_process_had_in_hand_when_it_died_is_fetched_by_another(app, inbox, pigeon, named):
    with transaction():
        row = db.session.scalar(select(Fetch))
        row.state, row.lease_until = "fetching", clock.now() + timedelta(seconds=60)
    pigeon.fetch = lambda settings, media_id: File("", "image/png", picture())
    assert media.recover(clock.now()) == 0
    assert media.recover(clock.now() + timedelta(seconds=61)) == 1
    assert [number for number, _ in media.waiting(clock.now())] == [inbox.id]
    media.fetch_now(inbox.id)
    assert attachment_of(named).state is None


def test_the_order_of_files_is_that_of_the_message_and_those_at_hand_are_there_at_once(app, inbox):
    message = ingest(
        inbox,
        Inbound(
            "m2", "ring", "carol", "both", files=[File("a.txt", data=b"a"), File("b.png", fetch={"media_id": "b"})]
        ),
    )
    rows = db.session.scalars(select(Attachment).where(Attachment.message_id == message.id).order_by(Attachment.id))
    assert [(row.filename, row.state) for row in rows] == [("a.txt", None), ("b.png", "fetching")]
