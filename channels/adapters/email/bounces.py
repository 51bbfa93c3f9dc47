"""Mails that say another mail did not arrive: recognised, and traced to what bounced."""

import re

from channels.adapters.email import addresses, automatic, headers, identifiers, mime, phrases
from channels.adapters.email.mime import Part

NOTICE = re.compile(phrases.any_of(phrases.UNDELIVERED), re.I)
RETURNED = re.compile(rb"^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\r\n]{3,300}>)", re.I | re.M)
RECIPIENT = re.compile(r"^(?:final|original)-recipient:\s*(?:rfc822|utf-8)?\s*;?\s*<?([^\s<>]+@[^\s<>]+)", re.I | re.M)


def is_bounce(root: Part, subject: str, sender: str) -> bool:
    """Whether this is a notice that a mail did not arrive, or not yet."""
    kinds = {part.content_type for part in root.walk()}
    if "message/delivery-status" in kinds or "message/global-delivery-status" in kinds:
        return True
    if root.content_type == "multipart/report":
        kind = root.parameters.get("report-type", "").lower()
        return kind == "delivery-status" or not kind and NOTICE.search(subject) is not None
    if root.headers.get("x-failed-recipients"):
        return True
    local = sender.partition("@")[0]
    daemon = not local or automatic.DAEMON.match(local) is not None
    if not daemon and not automatic.has_null_return_path(root.headers):
        return False
    notice = NOTICE.search(subject) is not None and "in-reply-to" not in root.headers
    return notice or daemon and _reports(root)


def _reports(root: Part) -> bool:
    """An unstructured notice still carries the header of what is returned, or speaks like a server."""
    body = root.body[:20_000]
    return RETURNED.search(body) is not None or re.search(rb"\b5\d\d[ -]5\.\d\.\d\b|\b55\d \S", body) is not None


def bounced(root: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(Message-IDs, addresses) of what bounced, as far as the notice says."""
    ids: list[str] = []
    recipients = [address for _, address in addresses.pairs(root.headers.raw("x-failed-recipients"))]
    for part in root.walk():
        if part.content_type in (
            "message/rfc822",
            "message/global",
            "text/rfc822-headers",
            "message/rfc822-headers",
        ):
            ids.append(_id_inside(part))
        elif part.content_type in ("message/delivery-status", "message/global-delivery-status"):
            report = part.data.decode("utf-8", "replace")
            recipients += RECIPIENT.findall(report)
            ids += identifiers.every(" ".join(re.findall(r"^x-original-message-id:(.*)$", report, re.I | re.M)))
    if not any(ids):
        ids += [found.decode("ascii", "replace") for found in RETURNED.findall(root.body[:500_000])][:5]
    if not any(ids):
        ids += identifiers.every(root.headers.get("in-reply-to"), 1)
        ids += identifiers.every(root.headers.get("references"))[-1:]
    return _once(ids), _once(recipients)


def _id_inside(part: Part) -> str:
    fields = headers.Headers(mime.parse(part.data[:200_000]).fields)
    return identifiers.first(fields.get("message-id"))


def _once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))[:20]
