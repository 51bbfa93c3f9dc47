"""Files: uploaded by a visitor before the message is sent, fetched by whoever was shown the message."""

from urllib.parse import quote

from flask import Blueprint, Response, jsonify, make_response, request
from sqlalchemy import select

from channels import Inbox
from channels.webchat import Visitor
from helpdesk import files
from helpdesk.db import db
from helpdesk.refusing import Refusal
from helpdesk.widget import throttles
from helpdesk.widget.shapes import PICTURES, file_shape
from helpdesk.widget.who import of_inbox, of_visitor
from tickets import IN_ORDER, Attachment, Message
from tickets.uploading import NotAccepted, TooLarge, upload


def register(blueprint: Blueprint) -> None:
    """Their addresses."""
    blueprint.post("/widget/<key>/attachments")(keep)
    blueprint.get("/widget/<key>/files/<token>", endpoint="file")(fetch)


@of_visitor
def keep(inbox: Inbox, visitor: Visitor):
    """Take one file in."""
    throttles.upload(visitor)
    given = request.files.get("file")
    if given is None:
        raise Refusal(400)
    try:
        row = upload(
            filename=given.filename or "",
            content_type=given.mimetype or "",
            data=given.read(),
            by_kind="visitor",
            by_id=visitor.id,
        )
    except TooLarge as error:
        raise Refusal(413, "too_large", f"{error} is too large.", f"{error} 太大，无法发送。") from None
    except NotAccepted as error:
        raise Refusal(
            415, "refused_type", f"{error}: files of this kind cannot be sent.", f"{error}：不支持发送这种类型的文件。"
        ) from None
    return jsonify(attachment=file_shape(row, inbox.key)), 201


@of_inbox
def fetch(inbox: Inbox, token: str) -> Response:
    """The bytes of a file. Only pictures show by themselves; nothing runs, whatever it claims to be."""
    file = db.session.scalar(select(Attachment).where(Attachment.token == token))
    if file is None or not _may_leave(file):
        raise Refusal(404)
    try:
        response = make_response(files.get(file.storage_key))
    except FileNotFoundError:
        raise Refusal(404) from None
    picture = file.content_type in PICTURES
    response.headers["Content-Type"] = file.content_type if picture else "application/octet-stream"
    shown = "inline" if picture else "attachment"
    response.headers["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(file.filename, safe='')}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def files_of(message: Message) -> dict[int, list[Attachment]]:
    """The files of one message, by its number."""
    found = list(db.session.scalars(select(Attachment).where(Attachment.message_id == message.id).order_by(*IN_ORDER)))
    return {message.id: found}


# A note's file stays inside, even for somebody who has got hold of its address.
def _may_leave(file: Attachment) -> bool:
    if file.message_id is None:
        return file.uploaded_by_kind == "visitor"
    message = db.session.get(Message, file.message_id)
    return (
        message.kind in ("inbound", "reply")
        and message.deleted_at is None
        and message.state not in ("scheduled", "cancelled")
    )
