"""Thumbnails: a picture drawn anew, small, from its pixels alone; nothing else that lay in the file comes along."""

import io
import secrets
import warnings

import structlog
from PIL import Image, ImageOps

from helpdesk import files
from helpdesk.db import transaction
from helpdesk.hot import change, get
from helpdesk.jobs import later
from tickets.attachment import Attachment

log = structlog.get_logger()
PICTURES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
SIDE = 480
# A picture of 30,000 by 30,000 pixels packs into a few hundred kilobytes and unpacks into gigabytes.
MOST_PIXELS, MOST_BYTES = 40_000_000, 30 * 2**20
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def plan_thumbnail(attachment: Attachment) -> None:
    """Have a thumbnail drawn once this is committed, if it is a picture of a kind that we read."""
    if attachment.content_type in PICTURES and attachment.size <= MOST_BYTES:
        later(draw_thumbnail, attachment.id, queue="media")


def draw_thumbnail(number: int) -> bool:
    """Draw and keep it; False when the file is no picture, is gone, or has one already."""
    attachment = get(Attachment, number)
    if attachment is None or attachment.thumbnail_key or attachment.content_type not in PICTURES:
        return False
    try:
        drawn = small_of(files.get(attachment.storage_key), attachment.content_type)
    except OSError:
        drawn = None
    if drawn is None:
        return False
    key = secrets.token_hex(20)
    files.put(key, drawn)
    with transaction():
        change(attachment, thumbnail_key=key)
    return True


def small_of(data: bytes, content_type: str) -> bytes | None:
    """The picture, small; None when it is none that we read."""
    if content_type not in PICTURES or len(data) > MOST_BYTES:
        return None
    try:
        return drawn_small(data, PICTURES[content_type])
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, *BOMBS) as error:
        log.info("no thumbnail", error=type(error).__name__)
        return None


def drawn_small(data: bytes, kind: str) -> bytes:
    """The picture as a WebP no larger than SIDE. Raises ValueError, OSError or one of BOMBS."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            picture.draft("RGB", (SIDE * 2, SIDE * 2))
            picture.seek(0)
            small = ImageOps.exif_transpose(picture).convert("RGBA" if _has_alpha(picture) else "RGB")
    small.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    Image.frombytes(small.mode, small.size, small.tobytes()).save(out, "WEBP", quality=80)
    return out.getvalue()


def _has_alpha(picture) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info
