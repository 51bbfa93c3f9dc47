"""Attach files to a message; the bytes go to the store before the row is committed."""

import hashlib

import puremagic
from flask import current_app

from helpdesk.files import put
from helpdesk.hot import insert
from tickets.attachment import Attachment
from tickets.file_names import clean_name
from tickets.thumbnails import plan_thumbnail


def attach(message, files) -> list[Attachment]:
    """Keep these files (filename, content_type, data, content_id, inline) with the message; called inside its verb."""
    return [_keep(message, file) for file in files if file.data is not None]


def _keep(message, file) -> Attachment:
    row = Attachment(
        message_id=message.id,
        ticket_id=message.ticket_id,
        filename=clean_name(file.filename),
        content_type=file.content_type,
        size=len(file.data),
        sha256=hashlib.sha256(file.data).digest(),
        content_id=file.content_id,
        inline=file.inline,
    )
    insert(row)
    put(row.storage_key, file.data)
    plan_thumbnail(row)
    return row


def too_large(size: int) -> bool:
    """Whether a file of so many bytes is over the limit of this installation."""
    return size > int(current_app.config["ATTACHMENT_LIMIT_MB"]) * 2**20


def sniffed(data: bytes, claimed: str) -> str:
    """The content type the bytes themselves speak of; the claimed one when they say nothing."""
    try:
        return puremagic.from_string(data[:4096], mime=True) or claimed
    except (puremagic.PureError, ValueError):
        return claimed
