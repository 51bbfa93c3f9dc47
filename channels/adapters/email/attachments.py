"""The files of a mail: their names, their types, and which of them stand in the text as pictures."""

import re

from channels.adapters.email import mime, uuencoded, words
from channels.adapters.email.mail import Attachment
from channels.adapters.email.mime import Part

LONGEST_NAME = 255
PICTURES = ("image/gif", "image/jpeg", "image/jpg", "image/png", "image/webp", "image/bmp")
SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "text/rfc822-headers": ".txt",
    "message/rfc822": ".eml",
    "message/global": ".eml",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/ms-tnef": ".dat",
    "application/pgp-signature": ".asc",
    "application/pgp-encrypted": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-signature": ".p7s",
    "application/x-pkcs7-mime": ".p7m",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/amr": ".amr",
    "video/mp4": ".mp4",
}


def read(files: list[Part], html: str, text: str) -> tuple[Attachment, ...]:
    """Every file in its order, with those that were uuencoded into the text."""
    found = [_attachment(part, html) for part in files if not _is_nothing(part)]
    written = [Attachment(as_sent(name), "application/octet-stream", data) for name, data in uuencoded.files(text)]
    return tuple(found + written)


def _attachment(part: Part, html: str) -> Attachment:
    content_id = part.headers.get("content-id").strip().strip("<>").strip()[:300]
    shown = bool(content_id) and f"cid:{content_id}" in html
    inline = shown or part.disposition == "inline" and part.content_type in PICTURES
    return Attachment(name_of(part), part.content_type, part.data, content_id, inline)


def _is_nothing(part: Part) -> bool:
    """An empty part without a name is what some mailers leave between two others."""
    return not part.body.strip() and not _named(part)


def _named(part: Part) -> str:
    parameters = part.disposition_parameters
    return parameters.get("filename") or part.parameters.get("name") or parameters.get("name") or ""


def name_of(part: Part) -> str:
    """A file's name as its sender gave it; or one made from what it is."""
    given = _named(part)
    if not given and part.content_type == "message/rfc822":
        given = _subject_inside(part)
    if not given:
        location = part.headers.get("content-location").split("?")[0].rstrip("/").rsplit("/", 1)[-1]
        given = location or part.headers.get("content-description") if "." in location else ""
    if not given:
        given = part.headers.get("content-id").strip().strip("<>").split("@")[0]
        given = given and _with_suffix(given, part.content_type)
    return as_sent(given) or "file" + SUFFIXES.get(part.content_type, "")


def _with_suffix(name: str, content_type: str) -> str:
    suffix = SUFFIXES.get(content_type, "")
    return name if "." in name or not suffix else name + suffix


def _subject_inside(part: Part) -> str:
    subject = words.text_of(dict(reversed(mime.parse(part.data[:200_000]).fields)).get("subject", b""), part.hint)
    return subject and subject[: LONGEST_NAME - 4] + ".eml"


def as_sent(name: str) -> str:
    """The sender's name for a file without the folders it lay in; whoever keeps the file cleans the name."""
    name = re.split(r"[\\/]", re.sub(r"[\x00-\x1f\x7f]+", " ", name).strip())[-1]
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    return stem[: LONGEST_NAME - 12] + dot + suffix if dot and len(suffix) < 12 else name[:LONGEST_NAME]
