"""A mail's bytes into a Mail. It never raises: what cannot be understood is kept as plain text."""

import re

from channels.adapters.email import (
    addresses,
    attachments,
    automatic,
    bodies,
    bounces,
    dates,
    identifiers,
    mime,
    signing_off,
    trimming,
    uuencoded,
)
from channels.adapters.email import mail as mails
from channels.adapters.email.mail import Mail
from channels.adapters.email.mime import Part

LONGEST_SUBJECT = 2_000
# Where a sender is looked for: some mailers leave From out, and daemons leave it empty.
SENDERS = ("from", "sender", "reply-to", "return-path", "x-sender")
DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "apparently-to")


def read(raw: bytes) -> Mail:
    """What this mail says, from whom, in answer to what; any bytes give a Mail."""
    try:
        return _read(mime.parse(raw), mails.fingerprint(raw))
    except (ValueError, LookupError, RecursionError, OverflowError, TypeError, AttributeError, MemoryError):
        # A stranger's bytes must never stop the others' mail: this one is shown as it came.
        return _unread(raw)


def _read(root: Part, fingerprint: str) -> Mail:
    headers = root.headers
    body = bodies.read(root)
    said = trimming.trim(uuencoded.without(body.written))
    name, address = _sender(root)
    subject = headers.get("subject")[:LONGEST_SUBJECT]
    bounce = bounces.is_bounce(root, subject, address)
    failed = bounces.bounced(root) if bounce else bounces.Bounce()
    return Mail(
        headers=headers,
        from_email=address,
        from_name=name,
        to=tuple(_pairs(root, "to")),
        cc=tuple(_pairs(root, "cc")),
        reply_to=tuple(_pairs(root, "reply-to")),
        subject=subject,
        text=body.text,
        html=body.html,
        reply=said[0],
        quoted=said[1],
        signature=signing_off.signature(body.written, said[0], name),
        attachments=attachments.read(body.files, body.html, body.text),
        message_id=identifiers.first(headers.get("message-id")),
        in_reply_to=next(iter(identifiers.every(headers.get("in-reply-to"), 1)), ""),
        references=tuple(identifiers.every(" ".join(headers.all("references")))),
        date=dates.read(headers.get("date")),
        is_auto=bounce or automatic.is_automatic(headers, address, root.content_type),
        is_auto_reply=bounce or automatic.is_automatic_reply(headers, root.content_type),
        is_bounce=bounce,
        bounced_message_ids=failed.ids,
        bounced_addresses=failed.addresses,
        bounce_reason=failed.reason,
        bounce_is_final=failed.final,
        list_id=_list_id(headers.get("list-id")),
        delivered_to=tuple(address for field in DELIVERED for _, address in _pairs(root, field)),
        fingerprint=fingerprint,
    )


def _pairs(root: Part, name: str) -> list[mails.Pair]:
    values = [value for key, value in root.fields if key == name][:20]
    return [pair for value in values for pair in addresses.pairs(value, root.hint)][: addresses.MOST]


def _sender(root: Part) -> mails.Pair:
    for field in SENDERS:
        found = _pairs(root, field)
        if found:
            return found[0]
    return "", ""


def _list_id(value: str) -> str:
    found = re.search(r"<([^<>\s]{1,255})>", value)
    return found[1].lower() if found else value.strip().lower()[:255]


def _unread(raw: bytes) -> Mail:
    text = raw[: bodies.LONGEST].decode("utf-8", "replace").replace("\0", "")
    return Mail(text=text, reply=text, is_auto=True, fingerprint=mails.fingerprint(raw))
