"""Uploads: bytes first, the comment they go with afterwards."""

from flask import current_app, request

from helpdesk.api import attachments, uploading
from helpdesk.api.door import answer, invalid, me, route
from helpdesk.refusing import Refusal
from tickets.uploading import NotAccepted, TooLarge


@route("/uploads", "POST")
def create_upload():
    """Keep the body as a file named by `filename`; `token` adds it to an earlier upload."""
    name = request.args.get("filename", "")
    if not name:
        raise invalid("An upload needs a filename.", "上传需要文件名。", field="filename")
    try:
        token, row = uploading.keep(
            request.args.get("token"),
            me(),
            filename=name,
            data=request.get_data(),
            content_type=(request.mimetype or "application/octet-stream"),
        )
    except TooLarge:
        limit = current_app.config["ATTACHMENT_LIMIT_MB"]
        raise Refusal(413, "too_large", f"A file may have {limit} MB at most.", f"文件不能超过 {limit} MB。") from None
    except NotAccepted:
        raise invalid("Empty files and programs cannot be sent.", "不能发送空文件或可执行文件。") from None
    shown = attachments.shape(row)
    return answer({"upload": {"token": token, "expires_at": None, "attachment": shown, "attachments": [shown]}}, 201)


@route("/uploads/<token>", "DELETE")
def delete_upload(token: str):
    """Forget what was uploaded and not sent."""
    uploading.forget(token.removesuffix(".json"), me())
    return answer({}, 204)
