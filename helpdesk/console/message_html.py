"""A message as its writer drew it: cleaned, in a document of its own that can run nothing and load nothing unasked."""

import base64

from flask import Response, jsonify, request
from sqlalchemy import func, select

from helpdesk import files, markup
from helpdesk.console.door import console, find_message
from helpdesk.console.pictures import picture_type
from helpdesk.db import db
from helpdesk.refusing import Refusal
from tickets import Attachment

MOST_INLINE = 8 * 2**20  # bytes of pictures that are carried inside the document


@console.get("/messages/<number:message_id>.html")
def message_html(message_id: int):
    """The document for the sandboxed frame; remote pictures only with ?remote=1."""
    remote = request.args.get("remote") == "1"
    answer = Response(_shown(message_id, remote), content_type="text/html; charset=utf-8")
    pictures = "data: https: http:" if remote else "data:"
    answer.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src {pictures}; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
    )
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@console.get("/messages/<number:message_id>/remote.json")
def remote_pictures(message_id: int):
    """How many pictures the document keeps out."""
    return jsonify(remote=_shown(message_id, False).blocked)


def _shown(message_id: int, remote: bool) -> markup.Shown:
    message, _ = find_message(message_id)
    if not message.html or message.deleted_at:
        raise Refusal(404)
    return markup.shown(message.html, remote=remote, picture=_Pictures(message.id))


class _Pictures:
    """cid: pictures as data: addresses. The frame has no origin, so a request of its own would bring no session."""

    def __init__(self, message_id: int):
        self._message_id, self._left = message_id, MOST_INLINE

    def __call__(self, cid: str) -> str | None:
        file = db.session.scalar(
            select(Attachment)
            .where(Attachment.message_id == self._message_id, func.lower(Attachment.content_id) == cid.lower())
            .limit(1)
        )
        if file is None or file.size > self._left:
            return None
        try:
            data = files.get(file.storage_key)
        except FileNotFoundError:
            return None
        self._left -= len(data)
        kind = picture_type(data)
        return f"data:{kind};base64,{base64.b64encode(data).decode()}" if kind else None
