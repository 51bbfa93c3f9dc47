"""Files: names that do no harm, one owner, thumbnails that no bomb can make expensive."""

import io
import struct
import time
import zlib
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from helpdesk import clock, files
from helpdesk.db import db
from tests.support import at_once
from tickets import Attachment, Ticket, reply, save_draft, save_reply
from tickets.file_names import clean_name
from tickets.thumbnails import SIDE, draw_thumbnail, drawn_small
from tickets.uploading import NoSuchUpload, forget_unsent, upload


@given(st.text(max_size=300))
def test_a_name_that_was_cleaned_stays_as_it_is(name):
    cleaned = clean_name(name)
    assert clean_name(cleaned) == cleaned
    assert 0 < len(cleaned) <= 120 and not set(cleaned) & set('\\/:*?"<>|\r\n\t\x00')
    assert not cleaned.startswith(".")


@pytest.mark.parametrize(
    "given_name, kept",
    [
        ("\u200b.htaccess", "htaccess"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\x00b.txt", "ab.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("CON", "file-CON"),
        ("x\r\nSet-Cookie: a=b", "xSet-Cookie_ a=b"),
        ("发票 2026.pdf", "发票 2026.pdf"),
        ("", "file"),
        ("...", "file"),
        ("a" * 1000 + ".pdf", "a" * 110 + ".pdf"),
    ],
)
def test_names_of_strangers(given_name, kept):
    assert clean_name(given_name) == kept


def picture(width=1200, height=800, kind="PNG", mode="RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), "red").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "kind, mode", [("PNG", "RGB"), ("PNG", "RGBA"), ("JPEG", "RGB"), ("GIF", "P"), ("WEBP", "RGB")]
)
def test_a_picture_is_drawn_anew_and_small(kind, mode):
    with Image.open(io.BytesIO(drawn_small(picture(kind=kind, mode=mode), kind))) as small:
        assert small.format == "WEBP" and max(small.size) == SIDE and small.size == (480, 320)


def test_what_else_lay_in_the_file_does_not_come_along():
    hidden = b"<script>alert(1)</script>"
    small = drawn_small(picture() + hidden, "PNG")
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "JPEG", comment=hidden)
    assert hidden not in small and hidden not in drawn_small(out.getvalue(), "JPEG")


def bomb(side=12_000) -> bytes:
    """A PNG of 144 million pixels in a few kilobytes."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" * (side // 8 + 1)) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def uploaded(agent, data=b"%PDF-1.4", name="a.pdf", content_type="application/pdf") -> Attachment:
    return upload(filename=name, content_type=content_type, data=data, by_kind="agent", by_id=agent.id)


def test_a_bomb_and_a_wreck_get_no_thumbnail(app, ann):
    started = time.thread_time()
    for data in (bomb(), picture()[:200], b"\x89PNG\r\n\x1a\n" + b"0" * 64):
        file = uploaded(ann, data, "a.png", "image/png")
        assert not draw_thumbnail(file.id)
    assert time.thread_time() - started < 5


def test_a_thumbnail_is_drawn_once(app, ann):
    file = uploaded(ann, picture(), "a.png", "image/png")
    assert draw_thumbnail(file.id) and not draw_thumbnail(file.id)
    db.session.refresh(file)
    assert files.get(file.thumbnail_key).startswith(b"RIFF")
    assert not draw_thumbnail(404)


def test_of_two_messages_that_want_a_file_at_once_one_gets_it(app, opened, ann):
    for n in range(4):
        tickets = [opened(f"{n} a").id, opened(f"{n} b").id]
        file, agent = uploaded(ann).id, ann.id
        db.session.rollback()
        outcomes = at_once(app, *(partial(_send, ticket, agent, file) for ticket in tickets))
        assert sorted(type(o).__name__ for o in outcomes) == ["NoSuchUpload", "int"]
        assert db.session.get(Attachment, file, populate_existing=True).message_id in outcomes


def _send(ticket, agent_id, file) -> int:
    from helpdesk.people import Agent

    return reply(db.session.get(Ticket, ticket), by=db.session.get(Agent, agent_id), text="x", attachment_ids=[file]).id


def test_what_stands_in_a_draft_or_a_saved_reply_is_not_swept_away(ticket, ann):
    drafted, saved, _lost = uploaded(ann), uploaded(ann), uploaded(ann)
    save_draft(ticket, by=ann, text="", attachment_ids=[drafted.id])
    save_reply(title="Form", text="Here", attachment_ids=[saved.id], by=ann)
    assert forget_unsent(clock.now() + timedelta(days=2)) == 1
    left = set(db.session.scalars(db.select(Attachment.id)))
    assert left == {drafted.id, saved.id}


def test_nobody_takes_anothers_file_into_a_saved_reply(app, ann, bob):
    file = uploaded(ann)
    with pytest.raises(NoSuchUpload):
        save_reply(title="Form", text="Here", attachment_ids=[file.id], by=bob)
