"""Attachments: the shape of a file, and its bytes for whoever may see its ticket."""

from urllib.parse import quote

from flask import Response
from sqlalchemy import select

from helpdesk import files
from helpdesk.api.door import NUMBER, answer, me, not_found, route, sight, url
from helpdesk.db import db
from tickets import Attachment


@route(f"/attachments/{NUMBER}")
def show_attachment(number: int):
    """What is known of a file."""
    return answer({"attachment": shape(_find(db.session.get(Attachment, number)))})


@route("/attachments/content/<token>")
def attachment_content(token: str):
    """The bytes; never shown by a browser as a page of ours."""
    row = _find(db.session.scalar(select(Attachment).where(Attachment.token == token[:100])))
    try:
        data = files.get(row.storage_key)
    except FileNotFoundError:
        raise not_found() from None
    return Response(
        data,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(row.filename, safe='')}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


def shape(row: Attachment) -> dict:
    """The file as the API says it."""
    return {
        "url": url(f"attachments/{row.id}.json"),
        "id": row.id,
        "file_name": row.filename,
        "content_url": url(f"attachments/content/{row.token}"),
        "mapped_content_url": None,
        "content_type": row.content_type,
        "size": row.size,
        "inline": row.inline,
        "deleted": False,
        "thumbnails": [],
    }


def _find(row: Attachment | None) -> Attachment:
    if row is None:
        raise not_found()
    if row.message_id is None:
        if (row.uploaded_by_kind, row.uploaded_by_id) != ("agent", me().id):
            raise not_found()
        return row
    try:
        sight().message(row.message_id)
    except LookupError:
        raise not_found() from None
    return row
