"""Attachments: upload one, and hand one out so that nothing in it can run in our pages."""

from urllib.parse import quote

from flask import Response, current_app, jsonify, request
from sqlalchemy import select

from channels import media
from helpdesk import files
from helpdesk.console.door import console, find_message
from helpdesk.console.media_types import played_type
from helpdesk.console.messages import file_of
from helpdesk.console.pictures import picture_type
from helpdesk.db import db
from helpdesk.people.sessions import me
from helpdesk.refusing import Refusal
from tickets import Attachment
from tickets.uploading import NotAccepted, TooLarge, upload


@console.post("/attachments")
def add_attachment():
    """Keep a file until the message it belongs to is sent."""
    file = request.files.get("file")
    if file is None:
        raise Refusal(422, "invalid", "Choose a file.", "请选择文件。", field="file")
    try:
        kept = upload(
            filename=file.filename or "", content_type=file.mimetype, data=file.read(), by_kind="agent", by_id=me().id
        )
    except TooLarge:
        limit = current_app.config["ATTACHMENT_LIMIT_MB"]
        raise Refusal(413, "too_large", f"A file may have {limit} MB at most.", f"文件不能超过 {limit} MB。") from None
    except NotAccepted:
        raise Refusal(
            415, "not_accepted", "Empty files and programs cannot be sent.", "不能发送空文件或可执行文件。"
        ) from None
    return jsonify(attachment=file_of(kept)), 201


@console.get("/attachments/<token>")
def attachment(token: str):
    """The file, for whoever may see its ticket, or who uploaded it and has not sent it yet."""
    found = _find(token)
    return _handed_out(_bytes(found.storage_key), found.filename)


@console.get("/attachments/<token>/thumb")
def thumbnail(token: str):
    """A small picture of a picture."""
    found = _find(token)
    if found.thumbnail_key is None:
        raise Refusal(404)
    return _handed_out(_bytes(found.thumbnail_key), found.filename)


@console.post("/attachments/<token>/fetch")
def fetch_again(token: str):
    """Fetch a file of the customer's again that could not be fetched."""
    found = _find(token)
    if not media.retry(found):
        raise Refusal(409, "not_failed", "It is here already, or on its way.", "文件已存在或正在获取。")
    return jsonify(attachment=file_of(found))


def _find(token: str) -> Attachment:
    found = db.session.scalar(select(Attachment).where(Attachment.token == token)) if len(token) < 100 else None
    if found is None:
        raise Refusal(404)
    if found.message_id is not None:
        find_message(found.message_id)
    elif (found.uploaded_by_kind, found.uploaded_by_id) != ("agent", me().id):
        raise Refusal(404)
    return found


def _bytes(key: str) -> bytes:
    try:
        return files.get(key)
    except FileNotFoundError:
        raise Refusal(404) from None


def _handed_out(data: bytes, filename: str) -> Response:
    kind = picture_type(data) or played_type(data)
    answer = Response(data, content_type=kind or "application/octet-stream")
    shown = "inline" if kind else "attachment"
    answer.headers["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(filename, safe='')}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "private, max-age=86400, immutable"
    answer.make_conditional(request, accept_ranges=True, complete_length=len(data))
    return answer
