"""Public files: a file of an answer under an address that ends, for providers that fetch what they are to deliver.

Whoever has the address may read the file for a week; nobody can guess or make one. It ends at once when the answer is
taken back or its ticket goes into the trash.
"""

import io
import re
from datetime import datetime, timedelta
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, request, send_file
from PIL import Image

from helpdesk import clock, files
from helpdesk.crypto import sign, signed
from helpdesk.db import db
from tickets import Attachment, Message, Ticket
from tickets.attaching import sniffed

KEPT = timedelta(days=7)
# What a browser may show by itself: nothing of this can run. Everything else is only ever offered for download.
SHOWN = (
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "video/mp4",
    "audio/mpeg",
    "audio/mp4",
    "audio/x-m4a",
    "audio/aac",
    "audio/ogg",
    "application/ogg",
    "audio/wav",
    "audio/x-wav",
    "application/pdf",
)
_TOKEN = re.compile(r"(\d{1,18})-(\d{1,12})-([0-9a-f]{64})")
blueprint = Blueprint("public_files", __name__)


def address_of(attachment: Attachment, now: datetime | None = None) -> str:
    """An address of this file that works for a week from now."""
    what = f"{attachment.id}-{int(((now or clock.now()) + KEPT).timestamp())}"
    name = quote(attachment.filename, safe="")
    return f"{current_app.config['PUBLIC_URL']}/files/{what}-{sign('public file', what)}/{name}"


@blueprint.get("/files/<token>/<name>")
def file(token: str, name: str) -> Response:
    """The file, or with ?small=1 a small picture of it."""
    found = _found(token)
    if found is None:
        abort(404)
    small = found.thumbnail_key if "small" in request.args else None
    try:
        data = files.get(small or found.storage_key)
    except FileNotFoundError:
        abort(404)
    return _handed_out(_jpeg(data) if small else data, found)


def _found(token: str) -> Attachment | None:
    parts = _TOKEN.fullmatch(token)
    if parts is None or not signed("public file", f"{parts[1]}-{parts[2]}", parts[3]):
        return None
    if int(parts[2]) < clock.now().timestamp():
        return None
    found = db.session.get(Attachment, int(parts[1]))
    message = db.session.get(Message, found.message_id) if found and found.message_id else None
    if message is None or message.kind != "reply" or message.deleted_at is not None:
        return None
    return found if db.session.get(Ticket, message.ticket_id).trashed_at is None else None


def _jpeg(thumbnail: bytes) -> bytes:
    """Ours are WebP, which no provider takes as a preview."""
    picture, kept = Image.open(io.BytesIO(thumbnail), formats=["WEBP"]).convert("RGBA"), io.BytesIO()
    page = Image.new("RGBA", picture.size, "white")
    page.alpha_composite(picture)
    page.convert("RGB").save(kept, "JPEG", quality=85)
    return kept.getvalue()


def _handed_out(data: bytes, found: Attachment) -> Response:
    kind = sniffed(data, found.content_type)
    shown = kind in SHOWN
    answer = send_file(
        io.BytesIO(data),
        mimetype=kind if shown else "application/octet-stream",
        conditional=True,
        as_attachment=not shown,
        download_name=found.filename,
        etag=False,
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
