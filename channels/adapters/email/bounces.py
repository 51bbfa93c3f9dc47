"""Mails that say another mail did not arrive: recognised, and traced to what bounced."""

import re
from dataclasses import dataclass

from channels.adapters.email import addresses, automatic, charsets, headers, identifiers, mime, phrases
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


@dataclass(frozen=True)
class Bounce:
    """What a notice tells: Message-IDs and addresses of what bounced, why, and whether it is given up."""

    ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    reason: str = ""
    final: bool = True


def bounced(root: Part) -> Bounce:
    """What bounced, as far as the notice says."""
    ids: list[str] = []
    reports = ""
    for part in root.walk():
        if part.content_type in ("message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers"):
            ids.append(_id_inside(part))
        elif part.content_type in ("message/delivery-status", "message/global-delivery-status"):
            reports += charsets.decode(part.data[:50_000]) + "\n"
    ids += identifiers.every(" ".join(re.findall(r"^x-original-message-id:(.*)$", reports, re.I | re.M)))
    recipients = [address for _, address in addresses.pairs(root.headers.raw("x-failed-recipients"))]
    return Bounce(
        _once(ids if any(ids) else _ids_in_the_text(root)),
        _once(recipients + RECIPIENT.findall(reports)),
        _reason(reports),
        not reports or re.search(r"^action:\s*(?:failed|expired)", reports, re.I | re.M) is not None,
    )


def _ids_in_the_text(root: Part) -> list[str]:
    found = [one.decode("ascii", "replace") for one in RETURNED.findall(root.body[:500_000])][:5]
    answered = identifiers.every(root.headers.get("in-reply-to"), 1)
    return found or answered + identifiers.every(root.headers.get("references"))[-1:]


def _reason(reports: str) -> str:
    said = re.search(r"^diagnostic-code:\s*(?:[\w-]+;)?(.*(?:\n[ \t].*)*)", reports, re.I | re.M)
    status = re.search(r"^status:\s*(\S+)", reports, re.I | re.M)
    return " ".join((said[1] if said else status[1] if status else "").split())[:300]


def _id_inside(part: Part) -> str:
    fields = headers.Headers(mime.parse(part.data[:200_000]).fields)
    return identifiers.first(fields.get("message-id"))


def _once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))[:20]
