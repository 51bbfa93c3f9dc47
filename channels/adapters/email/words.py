"""Encoded words (RFC 2047) into text, as mailers really write them."""

import re

from channels.adapters.email import charsets, encodings

LONGEST = 100_000
WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*){0,40})\?=")
BETWEEN = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
BROKEN = re.compile(r"[\r\n\0]+[ \t]*")


def text_of(value: bytes, hint: str | None = None) -> str:
    """A header's value as text: one line, encoded words decoded, raw bytes read by hint or guess."""
    text = charsets.decode(value[:LONGEST], None, hint)
    if "=?" in text:
        text = decoded(text)
    return BROKEN.sub(" ", text).strip()


def decoded(text: str) -> str:
    """Text with its encoded words decoded; whatever is no valid word stays as it is written."""
    out, at, waiting = [], 0, None
    for word in WORD.finditer(BETWEEN.sub(r"\1", text)):
        if word.start() > at or waiting is None:
            _said(out, waiting)
            waiting = None
            out.append(word.string[at : word.start()])
        charset, _, _language = word[1].partition("*")
        data = _bytes(word[2], word[3])
        # A character may be cut in two by the word's end: bytes of one charset are put together first.
        if waiting and waiting[0].lower() == charset.lower():
            waiting = (charset, waiting[1] + data)
        else:
            _said(out, waiting)
            waiting = (charset, data)
        at = word.end()
    _said(out, waiting)
    return "".join(out) + BETWEEN.sub(r"\1", text)[at:]


def _said(out: list, waiting: tuple | None) -> None:
    if waiting:
        out.append(charsets.decode(waiting[1], waiting[0]))


def _bytes(kind: str, payload: str) -> bytes:
    if kind in "bB":
        return encodings.base64(payload.encode("utf-8", "replace"))
    return encodings.quoted(payload.replace("_", " ").encode("utf-8", "replace"), header=True)
