"""An answer of ours as the bytes of a mail: right by RFC 5322, 2045, 2231 and 3834, and deaf to injection."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

from channels.adapters.email import header_lines

Pair = tuple[str, str]
TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,60}")
LONGEST_LINE = 900


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a letter; with a content id it is a picture of the HTML."""

    filename: str
    content_type: str
    data: bytes
    content_id: str = ""


@dataclass(frozen=True)
class Letter:
    """One mail to be sent."""

    sender: Pair
    to: list[Pair]
    subject: str
    text: str
    message_id: str
    html: str = ""
    cc: list[Pair] = field(default_factory=list)
    reply_to: Pair | None = None
    in_reply_to: str = ""
    references: list[str] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    is_auto: bool = False
    answers: bool = True
    at: datetime | None = None


def compose(letter: Letter) -> bytes:
    """The mail's bytes; the same letter gives the same bytes. Raises ValueError for an impossible address."""
    return "".join(_fields(letter)).encode("ascii") + _content(letter)


def _fields(letter: Letter) -> list[str]:
    lines = header_lines
    fields = [
        lines.unstructured("Date", format_datetime(letter.at or datetime.now(UTC))),
        lines.mailboxes("From", [letter.sender]),
        lines.mailboxes("To", letter.to),
        lines.mailboxes("Cc", letter.cc) if letter.cc else "",
        lines.mailboxes("Reply-To", [letter.reply_to]) if letter.reply_to else "",
        lines.unstructured("Subject", letter.subject),
        lines.ids("Message-ID", [letter.message_id]),
        lines.ids("In-Reply-To", [letter.in_reply_to] if letter.in_reply_to else []),
        lines.ids("References", letter.references),
        "MIME-Version: 1.0\r\n",
    ]
    if letter.is_auto:
        # RFC 3834, and the marks that Exchange and older mailers look for: nobody's machine shall answer this.
        fields += [
            f"Auto-Submitted: {'auto-replied' if letter.answers else 'auto-generated'}\r\n",
            "X-Auto-Response-Suppress: All\r\n",
            "Precedence: bulk\r\n",
            lines.unstructured("X-Loop", letter.sender[1]),
        ]
    return fields


def _content(letter: Letter) -> bytes:
    content = _text("plain", letter.text)
    pictures = [one for one in letter.enclosures if one.content_id and letter.html]
    files = [one for one in letter.enclosures if one not in pictures]
    if letter.html:
        html = _text("html", letter.html)
        if pictures:
            html = _multipart("related", [html, *map(_picture, pictures)], letter, 'type="text/html"')
        content = _multipart("alternative", [content, html], letter)
    if files:
        content = _multipart("mixed", [content, *map(_file, files)], letter)
    return content


def _multipart(kind: str, parts: list[bytes], letter: Letter, more: str = "") -> bytes:
    # "=_" cannot stand in quoted-printable nor in base64, and the hash is not to be guessed by who writes the text.
    mark = "=_" + hashlib.sha256(f"{kind}|{letter.message_id}|{letter.text}".encode()).hexdigest()[:40]
    head = f'Content-Type: multipart/{kind}{"; " + more if more else ""};\r\n boundary="{mark}"\r\n\r\n'
    body = b"".join(b"--" + mark.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return head.encode() + body + b"--" + mark.encode() + b"--\r\n"


def _text(kind: str, text: str) -> bytes:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    data = text.encode("utf-8", "replace")
    encoding, body = _encoded(data)
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode() + body


def _encoded(data: bytes) -> tuple[str, bytes]:
    """The lightest encoding that survives every server: as it is, quoted, or base64 for scripts without ASCII."""
    longest = max(map(len, data.split(b"\n")), default=0)
    if data.isascii() and longest < LONGEST_LINE and b"\nFrom " not in b"\n" + data:
        return "7bit", data.replace(b"\n", b"\r\n")
    wide = sum(byte > 0x7F for byte in data)
    if wide * 3 > len(data):
        return "base64", _base64(data)
    quoted = binascii.b2a_qp(data, istext=True).replace(b"\r\n", b"\n")
    lines = [b"=46" + line[1:] if line.startswith(b"From ") else line for line in quoted.split(b"\n")]
    return "quoted-printable", b"\r\n".join(b"=2E" + line[1:] if line == b"." else line for line in lines)


def _file(one: Enclosure) -> bytes:
    return _enclosed(one, "attachment", "")


def _picture(one: Enclosure) -> bytes:
    content_id = re.sub(r"[^\w.@+-]", "", header_lines.one_line(one.content_id)[:200], flags=re.A)
    return _enclosed(one, "inline", f"Content-ID: <{content_id}>\r\n")


def _enclosed(one: Enclosure, disposition: str, more: str) -> bytes:
    kind = one.content_type.split(";")[0].strip().lower()
    if not TYPE.fullmatch(kind) or kind.startswith(("multipart/", "message/")):
        kind = "application/octet-stream"
    head = (
        f"Content-Type: {kind}{header_lines.parameter('name', one.filename)}\r\n"
        f"Content-Disposition: {disposition}{header_lines.parameter('filename', one.filename)}\r\n"
        f"{more}Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + _base64(one.data)


def _base64(data: bytes) -> bytes:
    return b"\r\n".join(base64.b64encode(data[at : at + 57]) for at in range(0, len(data), 57))
