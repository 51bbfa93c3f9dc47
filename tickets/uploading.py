"""Upload a file before the message it goes with is written: only its uploader can send it, and only once."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import and_, case, delete, or_, select, update

from helpdesk import files
from helpdesk.db import db, transaction
from helpdesk.hot import insert
from tickets.attaching import sniffed, too_large
from tickets.attachment import Attachment
from tickets.draft import Draft
from tickets.file_names import clean_name
from tickets.message import Message
from tickets.thumbnails import plan_thumbnail

# What runs when it is opened. Everything else is kept, and only ever offered for download.
REFUSED_ENDINGS = (
    "app",
    "bat",
    "cmd",
    "com",
    "cpl",
    "dll",
    "dmg",
    "exe",
    "gadget",
    "hta",
    "htaccess",
    "inf",
    "jar",
    "jse",
    "lnk",
    "msc",
    "msi",
    "msp",
    "pif",
    "ps1",
    "reg",
    "scf",
    "scr",
    "sh",
    "vb",
    "vbe",
    "vbs",
    "wsf",
    "wsh",
)
MOST_FILES = 10  # of one message
UNSENT_FOR = timedelta(days=1)
KEPT = "saved_reply"  # the owner of a file that goes with a saved reply


class TooLarge(ValueError):
    """The file is over the limit of this installation."""


class NotAccepted(ValueError):
    """Files of this kind are not taken."""


class NoSuchUpload(LookupError):
    """A file that this writer has not uploaded, or has sent already."""


@transaction()
def upload(*, filename: str, content_type: str, data: bytes, by_kind: str, by_id: int) -> Attachment:
    """Keep a file for a message that is still being written. Raises TooLarge or NotAccepted."""
    name = clean_name(filename)
    if too_large(len(data)):
        raise TooLarge(name)
    if not data or name.rpartition(".")[2].lower() in REFUSED_ENDINGS:
        raise NotAccepted(name)
    row = insert(
        Attachment(
            filename=name,
            content_type=sniffed(data, content_type)[:100],
            size=len(data),
            sha256=hashlib.sha256(data).digest(),
            uploaded_by_kind=by_kind,
            uploaded_by_id=by_id,
        )
    )
    files.put(row.storage_key, data)
    plan_thumbnail(row)
    return row


def claim_uploads(ids: list[int], message: Message, *, by_kind: str, by_id: int) -> None:
    """Send these files with the message, in this order; called inside its verb. Raises NoSuchUpload, and then nothing
    is sent."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return
    # One statement: of two messages that want the same file at the same time, one gets it.
    taken = db.session.execute(
        update(Attachment)
        .where(
            Attachment.id.in_(wanted),
            Attachment.message_id.is_(None),
            Attachment.uploaded_by_kind == by_kind,
            Attachment.uploaded_by_id == by_id,
        )
        .values(
            message_id=message.id,
            ticket_id=message.ticket_id,
            place=case({number: place for place, number in enumerate(wanted)}, value=Attachment.id),
        )
    ).rowcount
    if taken != len(wanted) or len(wanted) > MOST_FILES:
        raise NoSuchUpload()


def forget_unsent(as_of: datetime) -> int:
    """Drop files that were uploaded a day ago, never sent, and stand in nobody's draft; returns how many."""
    old = db.session.execute(
        select(Attachment.id, Attachment.storage_key, Attachment.thumbnail_key)
        .where(
            Attachment.message_id.is_(None),
            Attachment.uploaded_by_kind.is_not(None),
            Attachment.uploaded_by_kind != KEPT,
            Attachment.id.not_in(_in_drafts()),
            Attachment.created_at < as_of - UNSENT_FOR,
        )
        .limit(500)
    ).all()
    gone = [row for row in old if _forget(row.id)]
    for row in gone:
        for key in filter(None, (row.storage_key, row.thumbnail_key)):
            files.remove(key)
    return len(gone)


def keep_for_good(ids: list[int], *, for_id: int, by) -> None:
    """These files now belong to a saved reply and not to who uploaded them. Raises NoSuchUpload."""
    moved = db.session.execute(
        update(Attachment)
        .where(
            Attachment.id.in_(ids),
            Attachment.message_id.is_(None),
            or_(
                and_(Attachment.uploaded_by_kind == "agent", Attachment.uploaded_by_id == by.id),
                and_(Attachment.uploaded_by_kind == KEPT, Attachment.uploaded_by_id == for_id),
            ),
        )
        .values(uploaded_by_kind=KEPT, uploaded_by_id=for_id)
    ).rowcount
    if moved != len(set(ids)) or len(set(ids)) > MOST_FILES:
        raise NoSuchUpload()


def let_go(ids: list[int], *, for_id: int) -> None:
    """A saved reply has these no more: they are nobody's, and forgotten as what was never sent is."""
    mine = and_(Attachment.uploaded_by_kind == KEPT, Attachment.uploaded_by_id == for_id)
    nobodys = {"uploaded_by_kind": "nobody", "uploaded_by_id": None}
    db.session.execute(update(Attachment).where(Attachment.id.in_(ids), mine).values(**nobodys))


def _in_drafts() -> list[int]:
    drafts = db.session.scalars(select(Draft.attachment_ids))
    return [number for numbers in drafts for number in numbers or []]


@transaction()
def _forget(number: int) -> bool:
    return bool(
        db.session.execute(delete(Attachment).where(Attachment.id == number, Attachment.message_id.is_(None))).rowcount
    )
